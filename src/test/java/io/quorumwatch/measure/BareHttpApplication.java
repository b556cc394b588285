package io.quorumwatch.measure;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/**
 * The least that a Vert.x HTTP application can be: it answers every request with one constant body, and logs with what Java brings.
 *
 * <p>Arguments: port, length of the body.
 */
final class BareHttpApplication {

    private BareHttpApplication() {}

    public static void main(String[] arguments) {
        PlainLogging.use();
        int port = Integer.parseInt(arguments[0]);
        Buffer body = Buffer.buffer("x".repeat(Integer.parseInt(arguments[1])));
        Vertx.vertx()
                .createHttpServer()
                .requestHandler(request -> request.response()
                        .putHeader("content-type", "application/json")
                        .putHeader("cache-control", "no-store")
                        .end(body))
                .listen(port, "127.0.0.1")
                .onSuccess(server -> System.out.println("listening"))
                .onFailure(failure -> {
                    failure.printStackTrace();
                    System.exit(1);
                });
    }
}
