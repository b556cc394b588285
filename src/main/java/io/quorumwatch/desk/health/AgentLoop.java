package io.quorumwatch.desk.health;

import io.quorumwatch.bus.AgentDoubt;
import io.quorumwatch.bus.ComponentHealth;
import io.quorumwatch.bus.HealthStatus;
import java.time.Instant;
import java.util.Map;

/** Whether the agent's own loop can be trusted: {@code affected} from the moment of a doubt until its calm period is over. */
final class AgentLoop implements Component {

    static final String NAME = "agent/loop";

    private AgentDoubt doubt = AgentDoubt.NONE;
    private Instant since;

    AgentLoop(Instant now) {
        since = now;
    }

    void doubt(AgentDoubt next) {
        since = next.at();
        doubt = next;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ComponentHealth health(Instant now) {
        if (!now.isBefore(doubt.pagesAfter())) {
            if (doubt != AgentDoubt.NONE) {
                since = doubt.pagesAfter();
                doubt = AgentDoubt.NONE;
            }
            // That a report is made at all is the loop's sign of life.
            return new ComponentHealth(NAME, HealthStatus.READY, null, since, now, true, Map.of());
        }
        Map<String, Object> details = Map.of(
                "lost_ms", doubt.lostMillis(),
                "judging_again_at", doubt.until().toString(),
                "paging_again_at", doubt.pagesAfter().toString());
        return new ComponentHealth(NAME, HealthStatus.AFFECTED, doubt.reason(), since, now, true, details);
    }
}
