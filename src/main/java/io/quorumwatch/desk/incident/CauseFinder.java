package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.Incident;
import io.quorumwatch.bus.IncidentCondition;
import io.quorumwatch.bus.Likelihood;
import io.quorumwatch.bus.RankedCause;
import io.quorumwatch.bus.Verdict;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the causes of one incident after the other. While things calm down a cause is gone already; what it was stays known until
 * something goes wrong that it does not explain (decision 0003). Pure.
 */
final class CauseFinder {

    private final CaseFile file;
    private final KnownCauses known = new KnownCauses();

    /** The causes of the open incident as they were found, whatever has come of them since. */
    private List<RankedCause> asFound = List.of();

    CauseFinder(CaseFile file) {
        this.file = file;
    }

    /**
     * The causes of what fires, the likeliest first; never empty.
     *
     * @param before the open incident; null while there is none
     * @param conditions all conditions of the incident, those included that have calmed
     */
    List<RankedCause> causes(
            List<Verdict> firing, @Nullable Incident before, Collection<IncidentCondition> conditions, Instant now) {
        if (firing.isEmpty() && before != null) {
            return before.causes();
        }
        List<RankedCause> found = Runbook.causes(file, firing, now);
        if (before == null) {
            return note(found);
        }
        if (known.isAnother(found)) {
            List<RankedCause> firm = replacing(firing, before, conditions, now);
            found = isUnknown(firm) || isGuess(firm) ? known(firing, before, conditions, now, found) : firm;
        }
        if (isUnknown(found)) {
            return known(firing, before, conditions, now, found);
        }
        return note(found);
    }

    private List<RankedCause> note(List<RankedCause> found) {
        known.note(found);
        asFound = found;
        return found;
    }

    /** The incident is over: what comes next is another. */
    void forget() {
        known.forget();
        asFound = List.of();
    }

    private static boolean isUnknown(List<RankedCause> causes) {
        return causes.get(0).cause().equals(RankedCause.UNKNOWN);
    }

    /** What is merely possible takes the place of nothing that was found. */
    private static boolean isGuess(List<RankedCause> causes) {
        return causes.get(0).likelihood() == Likelihood.POSSIBLE;
    }

    /** The causes among those that may take the place of what was found. */
    private List<RankedCause> replacing(
            List<Verdict> firing, Incident before, Collection<IncidentCondition> conditions, Instant now) {
        Instant began = conditions.stream()
                .map(IncidentCondition::since)
                .min(Comparator.naturalOrder())
                .orElse(before.openedAt());
        return Runbook.causes(file, firing, now, hypothesis -> hypothesis.mayReplaceWhatBegan(began));
    }

    /** What was found before, where it explains all that fires; otherwise this. */
    private List<RankedCause> known(
            List<Verdict> firing,
            Incident before,
            Collection<IncidentCondition> conditions,
            Instant now,
            List<RankedCause> otherwise) {
        Set<String> fire = firing.stream().map(Verdict::condition).collect(Collectors.toSet());
        Set<String> ever = conditions.stream().map(IncidentCondition::condition).collect(Collectors.toSet());
        List<RankedCause> shown = asFound.isEmpty() ? before.causes() : asFound;
        List<Hypothesis> considered = Runbook.consider(file, now);
        List<RankedCause> stays = known.of(fire, ever, shown, cause -> Runbook.rulesOut(considered, cause));
        if (stays == null) {
            return otherwise;
        }
        asFound = stays;
        return Runbook.asOfNow(considered, stays);
    }
}
