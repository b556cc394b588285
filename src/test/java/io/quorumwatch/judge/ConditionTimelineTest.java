package io.quorumwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.AgentDoubt;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.catalogue.Condition;
import io.quorumwatch.catalogue.Timing;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How a condition stands through time. */
class ConditionTimelineTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T12:00:00Z");

    /** The wall clock is set back by an hour while a condition fires as a warning. */
    @Test
    void aWarningGrowsLouderInTimeAlsoWhenTheClockWasSetBack() {
        Timing timing = new Timing(Duration.ofSeconds(8), Duration.ofSeconds(60), Severity.PAGE, Duration.ofSeconds(8));
        ConditionTimeline timeline = new ConditionTimeline(Condition.LEADER_ABSENT, timing, BEGIN);
        boolean unused = timeline.seenTrue(BEGIN, BEGIN, Severity.CRITICAL, AgentDoubt.NONE);
        unused = timeline.seenTrue(BEGIN.plusSeconds(10), BEGIN.plusSeconds(10), Severity.CRITICAL, AgentDoubt.NONE);
        assertThat(timeline.state()).isEqualTo(VerdictState.FIRING);
        Instant back = BEGIN.minusSeconds(3600);
        AgentDoubt doubt = new AgentDoubt(back, back.plusSeconds(3), back.plusSeconds(30), "clock-jumped", 3_600_000);
        unused = timeline.unseen(back, UnknownReason.CLOCK_JUMPED);
        for (int second = 4; second < 1800; second++) {
            unused = timeline.seenTrue(back.plusSeconds(second), back.plusSeconds(second), Severity.CRITICAL, doubt);
        }
        assertThat(timeline.severity()).as("half an hour after the jump").isEqualTo(Severity.PAGE);
    }

    /** One edge was missing for twenty seconds, came back for seven, and another is missing now. */
    @Test
    void whatWasCalmForAWhileMustHoldAnewBeforeItPages() {
        ConditionTimeline timeline = warned();
        Instant calm = BEGIN.plusSeconds(20);
        for (int second = 0; second < 7; second++) {
            assertThat(timeline.seenFalse(calm.plusSeconds(second))).isFalse();
        }

        seenTrue(timeline, 27, 50);
        assertThat(timeline.severity()).isEqualTo(Severity.WARNING);
        assertThat(timeline.since()).isEqualTo(BEGIN);

        seenTrue(timeline, 51, 57);
        assertThat(timeline.severity()).isEqualTo(Severity.PAGE);
    }

    @Test
    void aMomentOfCalmDoesNotPutOffAPage() {
        ConditionTimeline timeline = warned();
        assertThat(timeline.seenFalse(BEGIN.plusSeconds(20))).isFalse();

        seenTrue(timeline, 22, 30);

        assertThat(timeline.severity()).isEqualTo(Severity.PAGE);
    }

    /** A partition that has been true for 19 seconds, and warns. */
    private static ConditionTimeline warned() {
        Timing timing =
                new Timing(Duration.ofSeconds(10), Duration.ofSeconds(30), Severity.PAGE, Duration.ofSeconds(10));
        ConditionTimeline timeline = new ConditionTimeline(Condition.PARTITION, timing, BEGIN);
        seenTrue(timeline, 0, 19);
        assertThat(timeline.severity()).isEqualTo(Severity.WARNING);
        assertThat(timeline.state()).isEqualTo(VerdictState.FIRING);
        return timeline;
    }

    private static void seenTrue(ConditionTimeline timeline, int fromSecond, int toSecond) {
        for (int second = fromSecond; second <= toSecond; second++) {
            Instant now = BEGIN.plusSeconds(second);
            boolean unused = timeline.seenTrue(now, now, Severity.CRITICAL, AgentDoubt.NONE);
        }
    }
}
