package io.quorumwatch.face.web;

import static io.quorumwatch.desk.health.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorumwatch.bus.ComponentHealth;
import io.quorumwatch.bus.HealthReport;
import io.quorumwatch.bus.HealthStatus;
import io.quorumwatch.desk.health.Waiting;
import io.quorumwatch.time.OnContext;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AggregatePageVertxTest {

    private static final Instant START = Instant.parse("2026-11-21T05:46:00Z");

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final AtomicInteger written = new AtomicInteger();
    private volatile CountDownLatch goOn = new CountDownLatch(1);
    private volatile HealthReport present = report(1, AggregatePage.FEW + 1);
    private volatile boolean failing;
    private final AggregatePage page = new AggregatePage(context, () -> present, this::write);

    @AfterEach
    void close() throws Exception {
        goOn.countDown();
        await(vertx.close());
    }

    private static HealthReport report(int second, int components) {
        return report(HealthStatus.READY, START.plusSeconds(second), components);
    }

    private static HealthReport report(HealthStatus status, Instant at, int components) {
        SortedMap<String, ComponentHealth> all = new TreeMap<>();
        for (int i = 0; i < components; i++) {
            String name = "acme-" + i + "/leader";
            all.put(name, new ComponentHealth(name, HealthStatus.READY, null, START, START, true, Map.of()));
        }
        return new HealthReport(status, at, List.of(), Map.of(), all);
    }

    /** A page takes until the test lets it go on. */
    private Answer write(HealthReport report) {
        if (Context.isOnWorkerThread()) {
            hold();
        }
        written.incrementAndGet();
        if (failing) {
            throw new IllegalStateException("thrown by the test");
        }
        return Answer.json(200, Buffer.buffer("at " + report.generatedAt().getEpochSecond()));
    }

    private void hold() {
        try {
            assertThat(goOn.await(Waiting.SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static String at(int second) {
        return "at " + START.plusSeconds(second).getEpochSecond();
    }

    private Future<String> asked() {
        return OnContext.run(context, page::whenWritten)
                .map(answer -> answer.body().toString());
    }

    private @Nullable Answer atOnce() throws Exception {
        return await(OnContext.run(context, () -> Future.succeededFuture(page.atOnce())));
    }

    @Test
    void writesFewComponentsAtOnceAndOnlyOnce() throws Exception {
        present = report(3, AggregatePage.FEW);
        assertThat(atOnce()).isNotNull().isSameAs(atOnce());
        assertThat(await(asked())).isEqualTo(at(3));
        assertThat(written).hasValue(1);
    }

    @Test
    void writesManyOnAWorkerForAllWhoAskMeanwhile() throws Exception {
        assertThat(atOnce()).isNull();
        Future<String> one = asked();
        Future<String> another = asked();
        assertThat(atOnce()).isNull();
        goOn.countDown();
        assertThat(await(one)).isEqualTo(at(1));
        assertThat(await(another)).isEqualTo(at(1));
        assertThat(atOnce()).isNotNull();
        assertThat(written).hasValue(1);
    }

    @Test
    void writesTheNewestForAllWhoAskedForNewerOnesMeanwhile() throws Exception {
        Future<String> one = asked();
        assertThat(atOnce()).isNull();
        present = report(2, AggregatePage.FEW + 1);
        Future<String> another = asked();
        assertThat(atOnce()).isNull();
        present = report(3, 1);
        Future<String> last = asked();
        assertThat(atOnce()).isNull();
        goOn.countDown();
        assertThat(await(one)).isEqualTo(at(1));
        assertThat(await(another)).isEqualTo(at(3));
        assertThat(await(last)).isEqualTo(at(3));
        assertThat(written).hasValue(2);
    }

    private void writeThePage() throws Exception {
        Future<String> one = asked();
        goOn.countDown();
        await(one);
        goOn = new CountDownLatch(1);
    }

    @Test
    void showsTheLastPageWhileOneThatSaysTheSameIsWritten() throws Exception {
        writeThePage();
        Answer last = atOnce();
        present = report(
                HealthStatus.READY,
                present.generatedAt().plus(AggregatePage.FRESH.dividedBy(2)),
                AggregatePage.FEW + 1);
        assertThat(atOnce()).isNotNull().isSameAs(last);
        assertThat(await(asked())).isEqualTo(at(1));
        assertThat(written).hasValue(1);
        goOn.countDown();
        // Asking for a report of another status waits for the one that is being written.
        present = report(HealthStatus.AFFECTED, present.generatedAt(), AggregatePage.FEW + 1);
        await(asked());
        assertThat(written).hasValue(3);
    }

    @Test
    void showsNoPageThatIsOldOrSaysAnotherStatus() throws Exception {
        writeThePage();
        present = report(HealthStatus.READY, present.generatedAt().plus(AggregatePage.FRESH), AggregatePage.FEW + 1);
        assertThat(atOnce()).isNull();
        present = report(HealthStatus.NOT_READY, START.plusSeconds(1).plusMillis(1), AggregatePage.FEW + 1);
        assertThat(atOnce()).isNull();
        goOn.countDown();
        assertThat(await(asked())).isEqualTo(at(1));
        assertThat(written).hasValue(2);
    }

    @Test
    void saysThatWritingFailedAndTriesAgainWhenAskedAgain() throws Exception {
        failing = true;
        Future<String> one = asked();
        goOn.countDown();
        assertThatThrownBy(() -> await(one)).hasMessageContaining("thrown by the test");
        failing = false;
        assertThat(await(asked())).isEqualTo(at(1));
    }

    @Test
    void neverShowsAnOlderPageForAReportThatCouldNotBeWritten() throws Exception {
        present = report(1, AggregatePage.FEW);
        assertThat(await(asked())).isEqualTo(at(1));
        present = report(2, AggregatePage.FEW);
        failing = true;
        assertThatThrownBy(this::atOnce).hasMessageContaining("thrown by the test");
        failing = false;
        assertThat(await(asked())).isEqualTo(at(2));
    }
}
