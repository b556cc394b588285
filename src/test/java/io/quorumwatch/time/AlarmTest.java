package io.quorumwatch.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlarmTest {

    private final VirtualTime time = new VirtualTime();
    private final Instant origin = time.wall();
    private final List<Long> ringsAtMillis = new ArrayList<>();
    private final Alarm alarm = new Alarm(
            time,
            time,
            () -> ringsAtMillis.add(Duration.between(origin, time.wall()).toMillis()));

    @Test
    void ringsOnceAtItsDeadline() {
        alarm.set(origin.plusMillis(1500));
        time.advance(Duration.ofSeconds(10));
        assertThat(ringsAtMillis).containsExactly(1500L);
    }

    @Test
    void neverRingsBeforeAFractionOfAMillisecond() {
        alarm.set(origin.plusNanos(1_500_001));
        time.advance(Duration.ofSeconds(1));
        assertThat(ringsAtMillis).containsExactly(2L);
    }

    @Test
    void ringsOnlyAtTheLastDeadlineThatWasSet() {
        alarm.set(origin.plusMillis(500));
        alarm.set(origin.plusMillis(2000));
        alarm.set(origin.plusMillis(900));
        time.advance(Duration.ofSeconds(10));
        assertThat(ringsAtMillis).containsExactly(900L);
    }

    @Test
    void isSilentWhenTakenBack() {
        alarm.set(origin.plusMillis(500));
        alarm.cancel();
        time.advance(Duration.ofSeconds(10));
        assertThat(ringsAtMillis).isEmpty();
        assertThat(time.timers()).isZero();
    }

    @Test
    void ringsSoonForADeadlineThatIsPast() {
        alarm.set(origin.minusSeconds(60));
        time.advance(Duration.ofMillis(5));
        assertThat(ringsAtMillis).containsExactly(1L);
    }

    @Test
    void canBeSetAgainForTheSameDeadlineAfterItHasRung() {
        alarm.set(origin);
        time.advance(Duration.ofMillis(5));
        alarm.set(origin);
        time.advance(Duration.ofMillis(5));
        assertThat(ringsAtMillis).hasSize(2);
    }

    @Test
    void waitsOnWhenTheWallClockIsSetBack() {
        alarm.set(origin.plusSeconds(10));
        time.advance(Duration.ofSeconds(5));
        time.moveWall(Duration.ofSeconds(-3));
        time.advance(Duration.ofSeconds(60));
        assertThat(ringsAtMillis).containsExactly(10_000L);
    }

    @Test
    void aDelayDoesNotCareAboutTheWallClock() {
        alarm.setIn(Duration.ofSeconds(10));
        time.advance(Duration.ofSeconds(5));
        time.moveWall(Duration.ofSeconds(-3));
        time.advance(Duration.ofSeconds(60));
        assertThat(ringsAtMillis).containsExactly(7_000L);
    }

    @Test
    void takesADeadlineBeyondAllTimers() {
        alarm.set(Instant.MAX);
        time.advance(Duration.ofHours(30));
        assertThat(ringsAtMillis).isEmpty();
        assertThat(time.timers()).isEqualTo(1);
    }
}
