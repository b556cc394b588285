package io.quorumwatch.desk.health;

import io.quorumwatch.bus.ComponentHealth;
import java.time.Instant;

/** One line of the health report, whoever writes it. */
interface Component {

    /** Its name in the report. */
    String name();

    /** Its health at this time. Returns the very same record as before unless something has been said or has aged. */
    ComponentHealth health(Instant now);
}
