package io.quorumwatch.source.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A deadline holds, unless we were too late ourselves to know what had arrived by then. */
class LookProgressTest {

    private static final Duration TIMEOUT = Duration.ofMillis(900);
    private static final long LATE = LookProgress.LATE.toNanos();

    private final LookProgress look = new LookProgress(Instant.EPOCH, 1000, TIMEOUT, false);
    private final long deadline = 1000 + TIMEOUT.toNanos();

    @Test
    void endsAtItsDeadline() {
        assertThat(look.waitsLonger(deadline)).isFalse();
        assertThat(look.waitsLonger(deadline + LATE)).isFalse();
        assertThat(look.timeLeft(deadline)).isZero();
    }

    @Test
    void waitsLongerWhenTheDeadlineWasNoticedLate() {
        long noticed = deadline + LATE + 1;
        assertThat(look.waitsLonger(noticed)).isTrue();
        assertThat(look.timeLeft(noticed)).isEqualTo(LookProgress.LONGER);
        assertThat(look.waitsLonger(noticed + LookProgress.LONGER.toNanos())).isFalse();
    }

    @Test
    void endsAtLastHoweverLateWeAre() {
        long now = deadline;
        for (int i = 0; i < LookProgress.MOST_TIMES_LONGER; i++) {
            now += Duration.ofSeconds(1).toNanos();
            assertThat(look.waitsLonger(now)).isTrue();
        }
        assertThat(look.waitsLonger(now + Duration.ofSeconds(1).toNanos())).isFalse();
    }
}
