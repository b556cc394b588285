package io.quorumwatch.cli;

import com.sun.net.httpserver.HttpServer;
import io.quorumwatch.desk.health.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Answers paths with texts that a test gives, on a free port, until the test is over; keeps what it was asked. */
@CanIgnoreReturnValue
final class FakeAgent implements AfterEachCallback {

    private record Text(int status, String body) {}

    private final HttpServer server;
    private final Map<String, Text> texts = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile @Nullable String wantedAuthorization;

    /** One that tells of some incidents until it is told otherwise. */
    FakeAgent() {
        server = listening();
        says("/api/v1/incidents", 200, AgentAnswers.INCIDENTS);
        server.createContext("/", exchange -> {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            asked.add(exchange.getRequestURI() + " " + authorization);
            boolean refused = wantedAuthorization != null && !wantedAuthorization.equals(authorization);
            Text text = refused
                    ? new Text(401, "{\"error\":\"who are you\"}")
                    : texts.getOrDefault(
                            exchange.getRequestURI().getPath(), new Text(404, "{\"error\":\"no such path\"}"));
            byte[] body = text.body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(text.status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
    }

    private static HttpServer listening() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    FakeAgent says(String path, int status, String body) {
        texts.put(path, new Text(status, body));
        return this;
    }

    FakeAgent wants(String authorization) {
        wantedAuthorization = authorization;
        return this;
    }

    List<String> asked() {
        return asked;
    }

    String url() {
        return "http://" + hostAndPort();
    }

    String hostAndPort() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers no more. */
    void close() {
        server.stop(0);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        close();
    }
}
