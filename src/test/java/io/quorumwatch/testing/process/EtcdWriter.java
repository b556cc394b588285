package io.quorumwatch.testing.process;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes to an etcd cluster at a steady rate, in turn to its members. A write that fails is counted and not repeated, and a member
 * that hangs holds nobody up.
 */
public final class EtcdWriter implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(DEADLINE)
            .build();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "etcd-writer");
        thread.setDaemon(true);
        return thread;
    });
    private final List<URI> members;
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    private EtcdWriter(List<URI> members) {
        this.members = members;
    }

    /** Begins to write so often per second. */
    public static EtcdWriter start(EtcdCluster cluster, int perSecond) {
        EtcdWriter writer = new EtcdWriter(
                cluster.members().stream().map(EtcdCluster.Member::clients).toList());
        var steady = writer.clock.scheduleAtFixedRate(
                writer::write, 0, TimeUnit.SECONDS.toMicros(1) / perSecond, TimeUnit.MICROSECONDS);
        if (steady.isCancelled()) {
            throw new AssertionError("the writer did not start");
        }
        return writer;
    }

    /** How many writes etcd has confirmed. */
    public long written() {
        return written.get();
    }

    /** How many writes were refused, not answered in time, or answered with an error. */
    public long failed() {
        return failed.get();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void write() {
        long number = begun.getAndIncrement();
        URI member = members.get((int) (number % members.size()));
        String body = "{\"key\":\"%s\",\"value\":\"%s\"}"
                .formatted(base64("quorumwatch/" + number % 100), base64(Long.toString(number)));
        HttpRequest request = HttpRequest.newBuilder(member.resolve("/v3/kv/put"))
                .timeout(DEADLINE)
                .POST(BodyPublishers.ofString(body))
                .build();
        var counted = client.sendAsync(request, BodyHandlers.discarding())
                .handle((answer, failure) -> failure == null && answer.statusCode() == 200
                        ? written.incrementAndGet()
                        : failed.incrementAndGet());
        if (counted.isCancelled()) {
            failed.incrementAndGet();
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
