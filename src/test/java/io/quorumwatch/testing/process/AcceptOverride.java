package io.quorumwatch.testing.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Stands before a metrics page and asks for it in one format, whatever the scraper would like. Which format a Prometheus server asks
 * for depends on its version, and old ones cannot be told; this way one server scrapes both.
 */
public final class AcceptOverride implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpServer server;
    private final URI page;
    private final String accept;

    private AcceptOverride(HttpServer server, URI page, String accept) {
        this.server = server;
        this.page = page;
        this.accept = accept;
    }

    /** Serves the page on another port, always asked for with this {@code Accept} header. */
    public static AcceptOverride of(URI page, String accept) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            AcceptOverride override = new AcceptOverride(server, page, accept);
            server.createContext(page.getPath(), override::forward);
            server.start();
            return override;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the page is to be had in that format. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + page.getPath());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void forward(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpRequest request = HttpRequest.newBuilder(page)
                    .timeout(DEADLINE)
                    .header("Accept", accept)
                    .build();
            HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
            answer.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
