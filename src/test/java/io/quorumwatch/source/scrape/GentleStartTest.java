package io.quorumwatch.source.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.time.VirtualTime;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Many clusters are started in steps, and later steps wait for an event loop that has no time. */
class GentleStartTest {

    private static final int AT_ONCE = GentleStart.AT_ONCE;

    private final VirtualTime time = new VirtualTime();
    private final List<Integer> started = new ArrayList<>();
    private final GentleStart start = new GentleStart(time, time);

    private List<Supplier<Future<Void>>> things(int count) {
        List<Supplier<Future<Void>>> things = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            things.add(() -> {
                started.add(number);
                return number == 3 ? Future.failedFuture("the fourth fails") : Future.succeededFuture();
            });
        }
        return things;
    }

    @Test
    void startsAFewAtOnce() {
        Future<Void> done = start.run(things(AT_ONCE));
        assertThat(started).hasSize(AT_ONCE);
        assertThat(done.isComplete()).isTrue();
        assertThat(time.timers()).isZero();
    }

    @Test
    void hasNothingToWaitForWhenThereIsNothingToStart() {
        assertThat(start.run(List.of()).succeeded()).isTrue();
    }

    @Test
    void startsManyInTheirOrderStepByStep() {
        Future<Void> done = start.run(things(2 * AT_ONCE + 1));
        assertThat(started).hasSize(AT_ONCE);
        time.advance(GentleStart.STEP);
        assertThat(started).hasSize(2 * AT_ONCE);
        assertThat(done.isComplete()).isFalse();
        time.advance(GentleStart.STEP);
        assertThat(started).hasSize(2 * AT_ONCE + 1).isSorted();
        assertThat(done.failed()).isTrue();
    }

    @Test
    void waitsForALoopThatHasNoTime() {
        assertThat(start.run(things(2 * AT_ONCE)).isComplete()).isFalse();
        for (int waits = 0; waits < GentleStart.MOST_WAITS / 2; waits++) {
            pause();
        }
        assertThat(started).hasSize(AT_ONCE);
        time.advance(GentleStart.STEP);
        assertThat(started).hasSize(2 * AT_ONCE);
    }

    @Test
    void startsAllInTheEndHoweverLateTheLoopIs() {
        Future<Void> done = start.run(Collections.nCopies(3 * AT_ONCE, Future::succeededFuture));
        for (int waits = 0; waits < 2 * (GentleStart.MOST_WAITS + 1); waits++) {
            pause();
        }
        assertThat(done.succeeded()).isTrue();
    }

    @Test
    void startsNoMoreOnceItIsCancelled() {
        Future<Void> done = start.run(things(2 * AT_ONCE));
        start.cancel();
        time.advance(Duration.ofMinutes(1));
        assertThat(started).hasSize(AT_ONCE);
        assertThat(done.failed()).isTrue();
    }

    /** The process stands still for longer than a step: the timer is late. */
    private void pause() {
        time.pass(GentleStart.STEP.plus(GentleStart.LATE).plusMillis(1));
        time.advance(Duration.ZERO);
    }
}
