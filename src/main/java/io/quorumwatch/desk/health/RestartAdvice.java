package io.quorumwatch.desk.health;

import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.Figures;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.bus.Word;
import io.quorumwatch.catalogue.ClusterTerms;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether a member may be restarted now, and if not, the first reason why not. What is not known speaks against it.
 *
 * @param safe whether the committee keeps its majority without the member, and nothing suggests that it is not well
 * @param reason {@link Reason#TOLERATED} or {@link Reason#NO_VOTE} when it is safe
 * @param voters how many members count for the majority
 * @param majority how many of them are needed
 * @param remaining how many are left, healthy and bonded among themselves, while the member restarts
 * @param failureTolerance how many more may fail now, as the judge of the bonds says; else as counted here
 * @param leads whether the member leads, so that its restart costs an election
 * @param blocking the conditions or the members that are the reason; sorted, empty when it is tolerated
 */
public record RestartAdvice(
        boolean safe,
        Reason reason,
        int voters,
        int majority,
        int remaining,
        long failureTolerance,
        boolean leads,
        List<String> blocking) {

    /** Why, in the order in which it is asked. */
    public enum Reason implements Word {
        /** A member of the committee has never been looked at. */
        NOT_LOOKED_YET,
        /** What is known of a member is too old. */
        STALE,
        /** A member is still on its way to where the others are. */
        NOT_CAUGHT_UP,
        /** A condition of the cluster is true. */
        CONDITION_TRUE,
        /** A condition that matters for it cannot be judged. */
        UNKNOWN,
        /** The member does not count for the majority. */
        NO_VOTE,
        /** Nobody leads, or several do. */
        NO_SINGLE_LEADER,
        /** Without the member, those who are left and bonded are no majority. */
        MAJORITY_AT_RISK,
        /** The majority stands without it. */
        TOLERATED;

        @Override
        public String word() {
            return Word.super.word().replace('_', '-');
        }
    }

    /** The concerns whose silence is reason enough not to touch the committee; a round may well be unknown. */
    private static final Set<Concern> VITAL =
            Set.of(Concern.LEADER, Concern.BOND, Concern.RAFT, Concern.MEMBER, Concern.WATCHER);

    public RestartAdvice {
        blocking = List.copyOf(blocking);
    }

    /**
     * The advice for a member of the cluster.
     *
     * @throws IllegalArgumentException when the cluster has no such member
     */
    public static RestartAdvice of(ClusterView cluster, String name, Instant now) {
        MemberView member = cluster.members().get(name);
        if (member == null) {
            throw new IllegalArgumentException("no such member: " + name);
        }
        List<MemberView> voters =
                cluster.members().values().stream().filter(MemberView::votes).toList();
        int majority = ClusterTerms.majorityOf(cluster.votes());
        List<String> remaining = names(voters, voter -> remains(voter, member, majority));
        Map<Reason, List<String>> objections = objections(cluster, member, voters, now);
        if (remaining.size() < majority) {
            objections.put(Reason.MAJORITY_AT_RISK, List.of(member.name()));
        }
        objections.values().removeIf(List::isEmpty);
        Reason reason = objections.isEmpty()
                ? Reason.TOLERATED
                : objections.keySet().iterator().next();
        return new RestartAdvice(
                reason == Reason.TOLERATED || reason == Reason.NO_VOTE,
                reason,
                cluster.votes(),
                majority,
                remaining.size(),
                tolerance(cluster, voters, majority),
                member.state() == MemberState.LEADER,
                objections.getOrDefault(reason, List.of()));
    }

    /** Everything that may be said against it, in the order of {@link Reason}; an empty list says nothing. */
    private static Map<Reason, List<String>> objections(
            ClusterView cluster, MemberView member, List<MemberView> voters, Instant now) {
        Map<Reason, List<String>> objections = new EnumMap<>(Reason.class);
        objections.put(Reason.NOT_LOOKED_YET, names(voters, voter -> voter.last() == null));
        objections.put(Reason.STALE, names(voters, voter -> stale(voter, now.minus(cluster.freshFor()))));
        objections.put(Reason.CONDITION_TRUE, conditions(cluster, RestartAdvice::standsAgainst));
        objections.put(Reason.UNKNOWN, conditions(cluster, RestartAdvice::hidesSomethingVital));
        if (!member.votes()) {
            objections.put(Reason.NO_VOTE, List.of(member.name()));
        }
        List<String> leaders = cluster.leaders();
        if (leaders.size() != 1) {
            objections.put(Reason.NO_SINGLE_LEADER, leaders.isEmpty() ? names(voters, voter -> true) : leaders);
        }
        objections.put(
                Reason.NOT_CAUGHT_UP, names(voters, voter -> voter.up() && voter.state() == MemberState.CATCHING_UP));
        return objections;
    }

    /** Whether the voter is there for the majority while the member restarts, which costs it a bond. */
    private static boolean remains(MemberView voter, MemberView member, int majority) {
        boolean well = voter.up() && (voter.state() == MemberState.LEADER || voter.state() == MemberState.FOLLOWER);
        boolean losesABond = member.up() && voter.mayBeBondedTo(member);
        return !voter.name().equals(member.name()) && well && voter.bonds() - (losesABond ? 1 : 0) >= majority - 1;
    }

    private static boolean stale(MemberView voter, Instant oldest) {
        return voter.last() != null && voter.last().answeredAt().isBefore(oldest);
    }

    private static boolean standsAgainst(Verdict verdict) {
        boolean begins = verdict.state() == VerdictState.PENDING && VITAL.contains(verdict.concern());
        return begins || (verdict.firing() && verdict.severity() != Severity.INFO);
    }

    private static boolean hidesSomethingVital(Verdict verdict) {
        return verdict.state() == VerdictState.UNKNOWN
                && VITAL.contains(verdict.concern())
                && UnknownReason.countsAgainstHealth(verdict.reason());
    }

    private static long tolerance(ClusterView cluster, List<MemberView> voters, int majority) {
        return cluster.figure("quorum-margin", Figures.FAILURE_TOLERANCE) instanceof Number judged
                ? judged.longValue()
                : voters.stream().filter(MemberView::up).count() - majority;
    }

    private static List<String> names(List<MemberView> members, Predicate<MemberView> which) {
        return members.stream().filter(which).map(MemberView::name).toList();
    }

    private static List<String> conditions(ClusterView cluster, Predicate<Verdict> which) {
        return cluster.verdicts().stream()
                .filter(which)
                .map(Verdict::condition)
                .distinct()
                .toList();
    }
}
