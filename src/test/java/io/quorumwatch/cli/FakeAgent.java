package io.quorumwatch.cli;

import com.sun.net.httpserver.HttpServer;
import io.quorumwatch.desk.health.CanIgnoreReturnValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Answers paths with texts that a test gives, on a free port; keeps what it was asked. */
@CanIgnoreReturnValue
final class FakeAgent implements AutoCloseable {

    private record Text(int status, String body) {}

    private final HttpServer server;
    private final Map<String, Text> texts = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile @Nullable String wantedAuthorization;

    FakeAgent() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
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

    @Override
    public void close() {
        server.stop(0);
    }
}
