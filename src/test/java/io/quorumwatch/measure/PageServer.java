package io.quorumwatch.measure;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Stands for many etcd clusters of three: a port for each member, each with a whole page. Some members hang: they accept, read the
 * request and never answer.
 *
 * <p>Arguments: file of the page, number of members, every how manieth hangs (0: none). It prints its ports in one line, that of
 * {@code /gaps} first: how far the time between two requests of one member was from a second, of the members that answer.
 */
final class PageServer {

    private static final double PERIOD_MILLIS = 1000;

    /** All members tell of the same log, whenever they are asked: ten writes a second. */
    private static final long NANOS_PER_WRITE = 100_000_000;

    private final List<Double> deviations = new ArrayList<>();
    private final long startedNanos = System.nanoTime();
    private final EtcdPage page;

    private PageServer(EtcdPage page) {
        this.page = page;
    }

    public static void main(String[] arguments) throws IOException {
        PlainLogging.use();
        PageServer pages = new PageServer(EtcdPage.of(Files.readString(Path.of(arguments[0]))));
        int members = Integer.parseInt(arguments[1]);
        int hangingEvery = Integer.parseInt(arguments[2]);
        Vertx vertx = Vertx.vertx();
        // All on one event loop: it is quick enough, and the gaps need no lock.
        vertx.deployVerticle(context -> {
                    List<Future<HttpServer>> servers = new ArrayList<>();
                    servers.add(listen(vertx, pages::gaps));
                    for (int index = 0; index < members; index++) {
                        boolean hangs = hangingEvery > 0 && index % hangingEvery == hangingEvery - 1;
                        servers.add(listen(
                                vertx,
                                hangs
                                        ? request -> {}
                                        : pages.new Member(index / EtcdPage.MEMBERS, index % EtcdPage.MEMBERS)
                                                ::answer));
                    }
                    return Future.all(servers).onSuccess(all -> {
                        StringBuilder ports = new StringBuilder("ports:");
                        servers.forEach(server ->
                                ports.append(' ').append(server.result().actualPort()));
                        System.out.println(ports);
                    });
                })
                .onFailure(failure -> {
                    failure.printStackTrace();
                    System.exit(1);
                });
    }

    private static Future<HttpServer> listen(Vertx vertx, io.vertx.core.Handler<HttpServerRequest> handler) {
        return vertx.createHttpServer().requestHandler(handler).listen(0, "127.0.0.1");
    }

    /** Tells the gaps since it was last asked. */
    private void gaps(HttpServerRequest request) {
        JsonObject gaps = new JsonObject().put("count", deviations.size());
        if (!deviations.isEmpty()) {
            Figures figures = Figures.of(deviations);
            gaps.put("p99_ms", figures.percentile(99)).put("max_ms", figures.largest());
        }
        deviations.clear();
        request.response().putHeader("content-type", "application/json").end(gaps.toBuffer());
    }

    /** One member: what it tells, and when it was last asked. */
    private final class Member {

        private final EtcdPage.Teller teller;
        private long lastNanos;

        private Member(int cluster, int place) {
            teller = page.teller(cluster, place);
        }

        private void answer(HttpServerRequest request) {
            long now = System.nanoTime();
            if (lastNanos != 0) {
                deviations.add(Math.abs((now - lastNanos) / 1e6 - PERIOD_MILLIS));
            }
            lastNanos = now;
            request.response()
                    .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
                    .end(teller.page((now - startedNanos) / NANOS_PER_WRITE));
        }
    }
}
