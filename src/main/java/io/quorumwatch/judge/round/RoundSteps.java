package io.quorumwatch.judge.round;

import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.judge.Evidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How far the newest round has come: opened, partials, aggregate, finalized. Steps may be missing from the logs, and lines of several
 * members come in any order; a step that a later one implies counts as done.
 */
final class RoundSteps {

    private double round = Double.NaN;
    private @Nullable Instant openedAt;
    private @Nullable String openedBy;
    private boolean aggregated;
    private boolean finalized;
    private final SortedSet<String> partials = new TreeSet<>();

    void hear(LogEvent event) {
        switch (event.kind()) {
            case ROUND_OPENED -> {
                begin(event);
                openedAt = event.at();
                openedBy = event.member();
            }
            case PARTIAL_SUBMITTED -> {
                if (belongs(event)) {
                    partials.add(event.member());
                }
            }
            case AGGREGATE_SUBMITTED -> aggregated = aggregated || !Double.isNaN(round);
            case ROUND_FINALIZED -> finalized = belongs(event) || finalized;
            default -> {}
        }
    }

    private void begin(LogEvent event) {
        double number = event.number("round");
        if (Double.isNaN(number) || number != round) {
            round = number;
            partials.clear();
            aggregated = false;
            finalized = false;
        }
    }

    /** A line of a newer round than was opened begins that round: the opening line was lost. */
    private boolean belongs(LogEvent event) {
        double number = event.number("round");
        if (Double.isNaN(number) || number == round) {
            return true;
        }
        if (Double.isNaN(round) || number > round) {
            begin(event);
            openedAt = null;
            openedBy = null;
            return true;
        }
        return false;
    }

    /** Adds where the newest round hangs and who is late; nothing when the logs tell nothing of steps. */
    void describe(Evidence evidence, List<String> committee) {
        if (Double.isNaN(round) && openedAt == null && partials.isEmpty()) {
            return;
        }
        List<String> late = new ArrayList<>(committee);
        late.removeAll(partials);
        String step = finalized
                ? "next round not opened"
                : late.isEmpty() ? (aggregated ? "finalization" : "aggregate") : "partials";
        Evidence said =
                evidence.number("last_round", round).with("waiting_for", step).with("opened_at", openedAt);
        if (openedBy != null) {
            said = said.with("opened_by", openedBy);
        }
        if (step.equals("partials")) {
            var unused = said.with("late_members", late);
        }
    }
}
