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
 * members come in any order; a final round needs no earlier step.
 */
final class RoundSteps {

    private double round = Double.NaN;
    private @Nullable Instant roundAt;
    private @Nullable Instant openedAt;
    private @Nullable String openedBy;
    private boolean aggregated;
    private boolean everAggregated;
    private boolean finalized;
    private final SortedSet<String> partials = new TreeSet<>();

    void hear(LogEvent event) {
        switch (event.kind()) {
            case ROUND_OPENED -> opened(event);
            case PARTIAL_SUBMITTED -> {
                if (belongs(event)) {
                    partials.add(event.member());
                }
            }
            case AGGREGATE_SUBMITTED -> {
                everAggregated = true;
                aggregated |= belongs(event);
            }
            case ROUND_FINALIZED -> finalized |= belongs(event);
            default -> {}
        }
    }

    /** An opening without a number opens the next round. One of an older round that is not older itself begins a new count. */
    private void opened(LogEvent event) {
        double number = event.number("round");
        boolean older = number < round && roundAt != null && !event.at().isAfter(roundAt);
        if (older) {
            return;
        }
        if (number != round) {
            begin(event);
        }
        if (openedAt == null || event.at().isBefore(openedAt)) {
            openedAt = event.at();
            openedBy = event.member();
        }
    }

    private void begin(LogEvent event) {
        round = event.number("round");
        roundAt = event.at();
        openedAt = null;
        openedBy = null;
        partials.clear();
        aggregated = false;
        finalized = false;
    }

    /** A line of a newer round than was opened begins that round: the opening line was lost. */
    private boolean belongs(LogEvent event) {
        double number = event.number("round");
        if (Double.isNaN(number) || number == round) {
            return true;
        }
        boolean counted = number < round;
        if (counted && roundAt != null && !event.at().isAfter(roundAt.plus(LoggedRounds.STRAGGLERS))) {
            return false;
        }
        begin(event);
        return true;
    }

    /**
     * Adds where the newest round hangs and who is late; nothing when the logs tell nothing of steps.
     *
     * @param heard members whose logs tell; only of them can it be said that they are late
     * @param unheard the committee's other members
     */
    void describe(Evidence evidence, List<String> heard, List<String> unheard) {
        boolean nothing = Double.isNaN(round) && openedAt == null && partials.isEmpty();
        if (nothing || heard.isEmpty()) {
            return;
        }
        List<String> late = new ArrayList<>(heard);
        late.removeAll(partials);
        String step = step(late);
        Evidence said =
                evidence.number("last_round", round).with("waiting_for", step).with("opened_at", openedAt);
        if (openedBy != null) {
            said = said.with("opened_by", openedBy);
        }
        if (step.equals("partials")) {
            said = said.with("late_members", late);
        }
        if (!finalized && !unheard.isEmpty()) {
            var unused = said.with("unheard_members", unheard);
        }
    }

    private String step(List<String> late) {
        if (finalized) {
            return "next round not opened";
        }
        if (!late.isEmpty()) {
            return "partials";
        }
        // Logs that have never told of an aggregate cannot say that one is missing.
        return aggregated ? "finalization" : everAggregated ? "aggregate" : "aggregate or finalization";
    }
}
