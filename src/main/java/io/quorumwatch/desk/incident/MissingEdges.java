package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a link that is missing is the only one that was, by what the judge of the bonds says and by the pages, which are newer. When a
 * network heals, or a member comes back, bonds are made one after the other, and the last of them looks like one link that is cut; when
 * a member is cut off, they are given up one after the other, and the first of them looks so, too. Pure.
 */
final class MissingEdges {

    /** Members bond again within 67.5 s (facts/mosaik.md 3.4): who is alone in missing for longer is no remainder. */
    private static final Duration BONDS_AGAIN = Duration.ofSeconds(70);

    /** What is said once may be of two pages of different times; a judge says it again in 5 s if it is so. */
    private static final Duration A_HEARTBEAT = Duration.ofSeconds(4);

    /**
     * Bonds that fall silent together are not given up together: mosaik does so after 3.9 to 5.5 s (facts/mosaik.md 5.1), etcd after
     * reading nothing for 5 s, and at both ends, where one direction is cut, within about 10 s. So others follow the first within 6 s.
     */
    private static final Duration OTHERS_FOLLOW = Duration.ofSeconds(6);

    private final Set<String> missing = new HashSet<>();
    private LackingPages pages = LackingPages.NONE;
    private Set<String> ends = Set.of();
    private @Nullable Instant lackedAt;
    private Duration lackedFor = Duration.ZERO;
    private boolean back;
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

    /** Takes in what the pages show at present. */
    void look(List<MemberCase> committee, Instant at) {
        pages = LackingPages.of(committee);
        if (pages.severalLinks()) {
            isNotAlone();
        } else if (!pages.none()) {
            isAlone(pages.members(), at);
        } else if (lackedAt != null && sees(committee, ends)) {
            // A link that comes and goes is counted on; one that has been back for long is forgotten.
            back = true;
            if (!at.isBefore(lackedAt.plus(BONDS_AGAIN))) {
                isNotAlone();
            }
        }
    }

    /** Whether something is missing by the last pages, or was shortly before: then time alone tells. */
    boolean isCounting() {
        return lackedAt != null || !pages.none();
    }

    private void isNotAlone() {
        ends = Set.of();
        lackedAt = null;
        lackedFor = Duration.ZERO;
        back = false;
    }

    private void isAlone(Set<String> lacking, Instant at) {
        // Its two ends give a link up one after the other.
        Set<String> both = new HashSet<>(ends);
        both.addAll(lacking);
        if (both.size() > 2) {
            isNotAlone();
            both = lacking;
        }
        if (lackedAt != null && !back) {
            lackedFor = lackedFor.plus(Duration.between(lackedAt, at));
        }
        ends = Set.copyOf(both);
        lackedAt = at;
        back = false;
    }

    /** While an end does not answer, its link is not seen, and not back. */
    private static boolean sees(List<MemberCase> committee, Set<String> names) {
        return committee.stream().allMatch(member -> member.answers() || !names.contains(member.name()));
    }

    /** Whether the pages show more than one link missing at present. */
    boolean areSeveralOnPages() {
        return pages.severalLinks();
    }

    /** Who surely has no link to any other by the pages; null when nobody is known to. */
    @Nullable
    String aloneOnPages() {
        return pages.alone();
    }

    /**
     * Whether by the pages this link has been missing, and no other, for so long that others that had fallen silent with it would be
     * missing, too; where it comes and goes, for so long in all.
     */
    boolean wouldOthersHaveFollowed(String edge, Duration pollEvery) {
        Duration enough = OTHERS_FOLLOW.plus(pollEvery.multipliedBy(2));
        return lackedAt != null && Set.of(edge.split("->", 2)).containsAll(ends) && lackedFor.compareTo(enough) >= 0;
    }

    /** Whether the edge is missing without being what is left of a greater trouble. */
    boolean isNoRemainder(String edge, Instant now) {
        return missing.contains(edge) && (othersMissingAt == null || !now.isBefore(othersMissingAt.plus(BONDS_AGAIN)));
    }
}
