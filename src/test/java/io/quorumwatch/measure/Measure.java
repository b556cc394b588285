package io.quorumwatch.measure;

import java.time.Duration;
import java.util.List;

/** One thing to measure. */
interface Measure {

    /** Its name on the command line. */
    String name();

    /** Measures; cleans up behind itself whatever happens. */
    List<Row> rows(Effort effort);

    /** How long to measure: as the goals ask for, or only long enough to see that the benchmark works and roughly what it says. */
    enum Effort {
        FULL,
        QUICK;

        Duration pick(Duration full, Duration quick) {
            return this == FULL ? full : quick;
        }

        int pick(int full, int quick) {
            return this == FULL ? full : quick;
        }
    }
}
