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

    /** The wall clock is set back by an hour while a condition fires as a warning. */
    @Test
    void aWarningGrowsLouderInTimeAlsoWhenTheClockWasSetBack() {
        Timing timing = new Timing(Duration.ofSeconds(8), Duration.ofSeconds(60), Severity.PAGE, Duration.ofSeconds(8));
        Instant begin = Instant.parse("2026-01-01T12:00:00Z");
        ConditionTimeline timeline = new ConditionTimeline(Condition.LEADER_ABSENT, timing, begin);
        boolean unused = timeline.seenTrue(begin, begin, Severity.CRITICAL, AgentDoubt.NONE);
        unused = timeline.seenTrue(begin.plusSeconds(10), begin.plusSeconds(10), Severity.CRITICAL, AgentDoubt.NONE);
        assertThat(timeline.state()).isEqualTo(VerdictState.FIRING);
        Instant back = begin.minusSeconds(3600);
        AgentDoubt doubt = new AgentDoubt(back, back.plusSeconds(3), back.plusSeconds(30), "clock-jumped", 3_600_000);
        unused = timeline.unseen(back, UnknownReason.CLOCK_JUMPED);
        for (int second = 4; second < 1800; second++) {
            unused = timeline.seenTrue(back.plusSeconds(second), back.plusSeconds(second), Severity.CRITICAL, doubt);
        }
        assertThat(timeline.severity()).as("half an hour after the jump").isEqualTo(Severity.PAGE);
    }
}
