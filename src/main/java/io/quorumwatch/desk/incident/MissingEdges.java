package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a link that is missing is the only one that was, by what the judge of the bonds says. When a network heals, or a member comes
 * back, bonds are made one after the other, and the last of them looks like one link that is cut. Pure.
 */
final class MissingEdges {

    /** Members bond again within 67.5 s (facts/mosaik.md 3.4): who is alone in missing for longer is no remainder. */
    private static final Duration BONDS_AGAIN = Duration.ofSeconds(70);

    /** What is said once may be of two pages of different times; a judge says it again in 5 s if it is so. */
    private static final Duration A_HEARTBEAT = Duration.ofSeconds(4);

    private final Set<String> missing = new HashSet<>();
    private @Nullable Instant othersSince;
    private @Nullable Instant othersMissingAt;

    /** Takes in what the judge says of the shape of the bonds. */
    void hear(Verdict partition) {
        if (partition.state() == VerdictState.OK) {
            missing.clear();
            othersSince = null;
            othersMissingAt = null;
            return;
        }
        CommitteeShape shape = CommitteeShape.of(partition);
        if (StandingVerdicts.stands(partition)) {
            boolean others = shape.missesMoreThanOneLink();
            othersSince = others ? (othersSince == null ? partition.at() : othersSince) : null;
            boolean twice = othersSince != null && !partition.at().isBefore(othersSince.plus(A_HEARTBEAT));
            othersMissingAt = twice ? partition.at() : othersMissingAt;
            missing.clear();
            missing.addAll(shape.missingEdges());
        }
    }

    /** Whether the edge is missing without being what is left of a greater trouble. */
    boolean isNoRemainder(String edge, Instant now) {
        return missing.contains(edge) && (othersMissingAt == null || !now.isBefore(othersMissingAt.plus(BONDS_AGAIN)));
    }
}
