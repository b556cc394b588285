package io.quorumwatch.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoopLagTest {

    private final LoopLag lag = new LoopLag(1);

    @Test
    void isZeroBeforeTheFirstSample() {
        assertThat(lag.snapshot()).isEqualTo(new LoopLag.Snapshot(0, Duration.ZERO, Duration.ZERO, Duration.ZERO));
    }

    @Test
    void knowsMedianAndTailAndWorst() {
        for (int i = 1; i <= 200; i++) {
            lag.record(Duration.ofMillis(i));
        }
        assertThat(lag.snapshot())
                .isEqualTo(new LoopLag.Snapshot(
                        200, Duration.ofMillis(100), Duration.ofMillis(198), Duration.ofMillis(200)));
    }

    @Test
    void handsEachSampleOnOnce() {
        assertThat(lag.news()).isEmpty();
        lag.record(Duration.ofNanos(5));
        lag.record(Duration.ofNanos(3));
        assertThat(lag.news()).containsExactly(5, 3);
        assertThat(lag.news()).isEmpty();
        for (int i = 0; i < 601; i++) {
            lag.record(Duration.ofNanos(i));
        }
        assertThat(lag.news()).hasSize(600).startsWith(1, 2).endsWith(600);
    }

    @Test
    void forgetsWhatIsOlderThanAMinuteOfSamples() {
        lag.record(Duration.ofSeconds(9));
        for (int i = 0; i < 600; i++) {
            lag.record(Duration.ofMillis(1));
        }
        assertThat(lag.snapshot())
                .isEqualTo(new LoopLag.Snapshot(600, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(1)));
    }
}
