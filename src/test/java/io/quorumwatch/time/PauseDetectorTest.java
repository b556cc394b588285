package io.quorumwatch.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.AgentDoubt;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PauseDetectorTest {

    private static final Duration PERIOD = Duration.ofMillis(100);

    private final VirtualTime time = new VirtualTime();
    private final PauseDetector detector = new PauseDetector(PERIOD);

    private @Nullable AgentDoubt observe() {
        return detector.observe(time.wall(), time.nanos());
    }

    private @Nullable AgentDoubt observeAfter(Duration gap) {
        time.pass(gap);
        return observe();
    }

    @Test
    void hasNoDoubtAtASteadyPace() {
        for (int i = 0; i < 1000; i++) {
            assertThat(observeAfter(PERIOD)).isNull();
        }
    }

    @Test
    void doubtsAfterAPauseOfTwoSeconds() {
        assertThat(observe()).isNull();
        assertThat(observeAfter(PERIOD.plusMillis(2000)))
                .isEqualTo(new AgentDoubt(
                        time.wall(), time.wall().plusSeconds(3), time.wall().plusSeconds(30), "paused", 2000));
    }

    @Test
    void bearsAStallThatIsShorter() {
        assertThat(observe()).isNull();
        assertThat(observeAfter(PERIOD.plusMillis(1999))).isNull();
    }

    @Test
    void doubtsWhenTheWallClockRunsAhead() {
        assertThat(observe()).isNull();
        time.moveWall(Duration.ofHours(1));
        assertThat(observeAfter(PERIOD))
                .extracting(AgentDoubt::reason, AgentDoubt::lostMillis)
                .containsExactly("clock-jumped", 3_600_000L);
    }

    @Test
    void doubtsWhenTheWallClockGoesBackEvenALittle() {
        assertThat(observe()).isNull();
        time.moveWall(Duration.ofMillis(-101));
        assertThat(observeAfter(PERIOD)).extracting(AgentDoubt::reason).isEqualTo("clock-jumped");
    }

    /** As a judge asks it, with each page that comes. */
    @Test
    void noticesAJumpAlsoWhenAskedMoreOftenThanAtItsPeriod() {
        assertThat(observe()).isNull();
        for (int i = 0; i < 1000; i++) {
            assertThat(observeAfter(Duration.ofMillis(1))).isNull();
        }
        time.moveWall(Duration.ofHours(-1));
        assertThat(observeAfter(Duration.ofMillis(1)))
                .extracting(AgentDoubt::reason)
                .isEqualTo("clock-jumped");
        assertThat(observeAfter(PERIOD.plusSeconds(2)))
                .extracting(AgentDoubt::reason)
                .isEqualTo("paused");
    }

    @Test
    void bearsSlowCorrectionsOfTheWallClock() {
        assertThat(observe()).isNull();
        for (int i = 0; i < 1000; i++) {
            time.moveWall(Duration.ofMillis(i % 2 == 0 ? 50 : -50));
            assertThat(observeAfter(PERIOD)).isNull();
        }
    }

    @Test
    void doubtsAgainOnlyWhenSomethingHappensAgain() {
        assertThat(observe()).isNull();
        assertThat(observeAfter(Duration.ofSeconds(10))).isNotNull();
        assertThat(observeAfter(PERIOD)).isNull();
    }
}
