package io.quorumwatch.desk.health;

import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One cluster as it was seen last: an immutable snapshot.
 *
 * @param name its configured name
 * @param profile the name of its profile
 * @param critical whether it may make the aggregate {@code not_ready}
 * @param freshFor how old a look may be before one must not act on it
 * @param declaredAt since when it is watched
 * @param at when this snapshot was made
 * @param looked whether every member that was known at first has been looked at, or the look at it was given up
 * @param members all members by name
 * @param votes how many votes there are; more than members that vote are known where more are configured than were found
 * @param verdicts the last word about each condition and subject, by condition, then subject
 */
public record ClusterView(
        String name,
        String profile,
        boolean critical,
        Duration freshFor,
        Instant declaredAt,
        Instant at,
        boolean looked,
        SortedMap<String, MemberView> members,
        int votes,
        List<Verdict> verdicts) {

    public ClusterView {
        members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
        verdicts = List.copyOf(verdicts);
    }

    /** The members that lead, sorted. */
    public List<String> leaders() {
        return members.values().stream()
                .filter(member -> member.state() == MemberState.LEADER)
                .map(MemberView::name)
                .toList();
    }

    /** What is not in order: conditions that are true, and such as cannot be judged though the cluster has what they need. */
    public List<Verdict> findings() {
        return verdicts.stream()
                .filter(verdict -> verdict.state() != VerdictState.OK && !blindSpot(verdict))
                .toList();
    }

    /** The conditions that can never be judged here, because the cluster does not export what they need; sorted. */
    public List<String> blindSpots() {
        return verdicts.stream()
                .filter(ClusterView::blindSpot)
                .map(Verdict::condition)
                .distinct()
                .toList();
    }

    /** A figure that a judge has put into its evidence; null when it is not known at present. */
    public @Nullable Object figure(String condition, String figure) {
        for (Verdict verdict : verdicts) {
            if (verdict.condition().equals(condition) && verdict.subject() == null) {
                return verdict.state() == VerdictState.UNKNOWN
                        ? null
                        : verdict.evidence().get(figure);
            }
        }
        return null;
    }

    private static boolean blindSpot(Verdict verdict) {
        return verdict.state() == VerdictState.UNKNOWN && verdict.reason().equals(UnknownReason.NO_SIGNAL.word());
    }
}
