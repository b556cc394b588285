package io.quorumwatch.measure;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The least that an agent on Vert.x can do with many pages: it fetches each every second, on one kept-alive connection for each member,
 * and throws it away unread.
 *
 * <p>Arguments: the ports of the members, three to a cluster.
 */
final class BareFetchApplication {

    private static final long PERIOD_MILLIS = 1000;
    private static final int RECEIVE_BYTES = 128 * 1024;

    private BareFetchApplication() {}

    public static void main(String[] arguments) {
        PlainLogging.use();
        int processors = Runtime.getRuntime().availableProcessors();
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(Math.max(2, processors)));
        List<Integer> ports = Arrays.stream(arguments).map(Integer::valueOf).toList();
        List<Future<?>> started = new ArrayList<>();
        for (int from = 0; from < ports.size(); from += EtcdPage.MEMBERS) {
            long phase = 1 + from * PERIOD_MILLIS / ports.size();
            started.add(
                    vertx.deployVerticle(new ClusterFetch(vertx, ports.subList(from, from + EtcdPage.MEMBERS), phase)));
        }
        Future.all(started).onSuccess(all -> System.out.println("fetching")).onFailure(failure -> {
            failure.printStackTrace();
            System.exit(1);
        });
    }

    /** Fetches the pages of one cluster at the same tick. */
    private static final class ClusterFetch extends VerticleBase {

        private final List<Integer> ports;
        private final long phaseMillis;
        private final List<HttpClientConnection> connections = new ArrayList<>();
        private final RequestOptions page =
                new RequestOptions().setMethod(HttpMethod.GET).setURI("/metrics");

        /** Kept, because Vert.x closes a client that nobody refers to. */
        private final HttpClientAgent client;

        ClusterFetch(Vertx vertx, List<Integer> ports, long phaseMillis) {
            this.ports = ports;
            this.phaseMillis = phaseMillis;
            client = vertx.createHttpClient(
                    new HttpClientOptions().setReceiveBufferSize(RECEIVE_BYTES).setMaxChunkSize(RECEIVE_BYTES),
                    new PoolOptions().setCleanerPeriod(Integer.MAX_VALUE));
        }

        @Override
        public Future<?> start() {
            return Future.all(ports.stream().map(this::connect).toList()).onSuccess(connected -> {
                long unused = vertx.setTimer(phaseMillis, begin -> vertx.setPeriodic(PERIOD_MILLIS, tick -> fetch()));
            });
        }

        private Future<?> connect(int port) {
            return client.connect(new HttpConnectOptions()
                            .setServer(SocketAddress.inetSocketAddress(port, "127.0.0.1"))
                            .setHost("127.0.0.1")
                            .setPort(port))
                    .onSuccess(connections::add);
        }

        private void fetch() {
            for (HttpClientConnection connection : connections) {
                var unused = connection
                        .request(page)
                        .compose(HttpClientRequest::send)
                        .onSuccess(answer -> answer.handler(bytes -> {}));
            }
        }
    }
}
