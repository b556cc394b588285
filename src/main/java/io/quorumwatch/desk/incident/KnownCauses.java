package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.Likelihood;
import io.quorumwatch.bus.RankedCause;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What stood first behind one incident while it could be seen, each cause with the ranking in which it was supported best. Recovery shows
 * other things for moments: bonds that are missing while members come back look like a partition. Pure.
 */
final class KnownCauses {

    private final Map<Cause, List<RankedCause>> best = new EnumMap<>(Cause.class);

    /** This was found. */
    void note(List<RankedCause> ranking) {
        Cause first = Cause.of(ranking.get(0).cause());
        if (first != Cause.UNKNOWN) {
            best.merge(first, ranking, KnownCauses::better);
        }
    }

    /** Whether something was found that is not what stands first now, which never did. */
    boolean isAnother(List<RankedCause> ranking) {
        Cause first = Cause.of(ranking.get(0).cause());
        return first != Cause.UNKNOWN && !best.isEmpty() && !best.containsKey(first);
    }

    /** The one that is supported better; among equals the later, unless it is only about some of the others' members. */
    private static List<RankedCause> better(List<RankedCause> known, List<RankedCause> later) {
        RankedCause before = known.get(0);
        RankedCause now = later.get(0);
        int support = before.likelihood().compareTo(now.likelihood());
        boolean lessOfTheSame = before.subjects().size() > now.subjects().size()
                && before.subjects().containsAll(now.subjects());
        return support > 0 || support == 0 && lessOfTheSame ? known : later;
    }

    /** The incident is over: what comes next is another. */
    void forget() {
        best.clear();
    }

    /**
     * The ranking whose first cause explains all that fires, and is not ruled out: the one that is shown already where it does, with all
     * members that it was about while it was as likely; otherwise the one that explains most of the whole incident; null when none does.
     */
    @Nullable
    List<RankedCause> of(
            Collection<String> firing,
            Collection<String> incident,
            List<RankedCause> shown,
            Predicate<RankedCause> ruledOut) {
        Predicate<List<RankedCause>> fits = ranking -> explained(ranking, firing) == firing.size()
                && Cause.of(ranking.get(0).cause()) != Cause.UNKNOWN
                && !ruledOut.test(ranking.get(0));
        if (fits.test(shown)) {
            List<RankedCause> most = best.get(Cause.of(shown.get(0).cause()));
            return most != null && likelihood(most) == likelihood(shown) ? most : shown;
        }
        return best.values().stream()
                .filter(fits)
                .max(Comparator.comparing(KnownCauses::likelihood)
                        .thenComparing(ranking -> explained(ranking, incident)))
                .orElse(null);
    }

    private static Likelihood likelihood(List<RankedCause> ranking) {
        return ranking.get(0).likelihood();
    }

    private static long explained(List<RankedCause> ranking, Collection<String> conditions) {
        Cause first = Cause.of(ranking.get(0).cause());
        return conditions.stream().filter(first::explains).count();
    }
}
