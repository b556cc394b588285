package io.quorumwatch.judge.leader;

import static io.quorumwatch.catalogue.Condition.ELECTION_FRUITLESS;
import static io.quorumwatch.catalogue.Condition.LEADER_ABSENT;
import static io.quorumwatch.catalogue.Condition.LEADER_CHURN;
import static io.quorumwatch.catalogue.Condition.LEADER_MULTIPLE;

import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.Figures;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.catalogue.Limit;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.Evidence;
import io.quorumwatch.judge.Findings;
import io.quorumwatch.judge.MemberView;
import io.quorumwatch.judge.MemberView.Sight;
import io.quorumwatch.judge.Rules;
import io.quorumwatch.time.Instants;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How many members lead, since when, and how often that changes. */
public final class LeaderRules implements Rules {

    private WatchPlan plan;
    private Duration fruitlessAfter;
    private final LeaderChanges changes = new LeaderChanges();
    private final Elections elections = new Elections();
    private final Leaderless leaderless;
    private Instant lastProgress = Instant.MIN;
    private boolean severalLed;

    public LeaderRules(WatchPlan plan) {
        this.plan = plan;
        this.leaderless = new Leaderless(plan.staleAfter());
        this.fruitlessAfter = fruitlessAfter(plan);
    }

    @Override
    public void change(WatchPlan changed, Set<String> members) {
        plan = changed;
        fruitlessAfter = fruitlessAfter(changed);
        changes.keepOnly(members);
    }

    @Override
    public Concern concern() {
        return Concern.LEADER;
    }

    @Override
    public void read(ClusterView view, MemberReading reading) {
        MemberView member = view.member(reading.member());
        if (member == null || !member.inCommittee()) {
            return;
        }
        Instant now = reading.answeredAt();
        elections.read(member, reading);
        changes.read(view, reading);
        if (reading.seen() && progressed(member, reading)) {
            lastProgress = now;
        }
        int leaders = view.leaders(now).size();
        if (leaders >= 2) {
            severalLed = true;
        } else if (leaders + view.notTelling(Signal.LEADS, now) + unseenLeaders(now, view) < 2) {
            severalLed = false;
        }
        leaderless.read(view, reading);
    }

    private static boolean progressed(MemberView member, MemberReading reading) {
        MemberReading before = member.pageBefore();
        return before != null
                && !reading.restarted()
                && (rose(before, reading, Signal.COMMIT_INDEX) || rose(before, reading, Signal.ROUNDS_FINALIZED));
    }

    private static boolean rose(MemberReading before, MemberReading after, Signal signal) {
        return after.signals().get(signal) > before.signals().get(signal);
    }

    @Override
    public void assess(Instant now, ClusterView view, Findings findings) {
        List<MemberView> leaders = view.leaders(now);
        Supplier<Map<String, Object>> evidence = () -> evidence(leaders).get();
        UnknownReason blind = blind(now, view);
        assessAbsence(now, view, leaders, blind, findings, evidence);
        assessMultiplicity(now, view, leaders, blind, findings, evidence);
        assessChurn(now, view, blind, findings);
        assessElections(now, view, leaders, blind, findings);
    }

    /** Why nothing can be said about the committee as a whole, or null when something can. */
    private static @Nullable UnknownReason blind(Instant now, ClusterView view) {
        if (view.majorityJoined(now)) {
            return null;
        }
        if (!view.allLooked()) {
            return UnknownReason.NOT_LOOKED_YET;
        }
        return view.majoritySeen(now) ? UnknownReason.BOOTING : UnknownReason.MAJORITY_UNSEEN;
    }

    private void assessAbsence(
            Instant now,
            ClusterView view,
            List<MemberView> leaders,
            @Nullable UnknownReason blind,
            Findings findings,
            Supplier<Map<String, Object>> evidence) {
        // A leader that nobody of us sees still shows: followers hear it, or the log moves.
        boolean proven = Leaderless.heard(view, now) || lastProgress.isAfter(now.minus(plan.staleAfter()));
        if (!leaders.isEmpty() || (blind == null && proven)) {
            findings.isFalse(LEADER_ABSENT, null, evidence);
        } else if (blind != null) {
            findings.isUnknown(LEADER_ABSENT, null, blind, evidence);
        } else if (view.notTelling(Signal.LEADS, now) > 0) {
            findings.isUnknown(LEADER_ABSENT, null, UnknownReason.LEADER_UNKNOWN, evidence);
        } else if (HiddenLeader.isPossible(now, view)) {
            findings.isUnknown(LEADER_ABSENT, null, UnknownReason.MEMBER_HIDDEN, evidence);
        } else {
            findings.isTrue(LEADER_ABSENT, null, now, evidence);
        }
    }

    /** One leader, or none, is all there is only if nobody is left that may be the second. */
    private void assessMultiplicity(
            Instant now,
            ClusterView view,
            List<MemberView> leaders,
            @Nullable UnknownReason blind,
            Findings findings,
            Supplier<Map<String, Object>> evidence) {
        if (leaders.size() >= 2) {
            findings.isTrue(LEADER_MULTIPLE, null, secondLedSince(leaders), evidence);
        } else if (blind != null) {
            findings.isUnknown(LEADER_MULTIPLE, null, blind, evidence);
        } else if (severalLed && unseenLeaders(now, view) > 0) {
            findings.isUnknown(LEADER_MULTIPLE, null, UnknownReason.MEMBER_HIDDEN, evidence);
        } else if (severalLed) {
            findings.isUnknown(LEADER_MULTIPLE, null, UnknownReason.LEADER_UNKNOWN, evidence);
        } else if (view.telling(Signal.LEADS, now) == 0) {
            findings.isUnknown(LEADER_MULTIPLE, null, UnknownReason.NO_SIGNAL, evidence);
        } else if (leaders.size() + view.notTelling(Signal.LEADS, now) >= 2) {
            findings.isUnknown(LEADER_MULTIPLE, null, UnknownReason.LEADER_UNKNOWN, evidence);
        } else {
            findings.isFalse(LEADER_MULTIPLE, null, evidence);
        }
    }

    /** How many led when they were last seen, and may do so still. */
    private static int unseenLeaders(Instant now, ClusterView view) {
        return view.count(
                member -> member.sight(now) == Sight.UNSEEN && member.signals().isTrue(Signal.LEADS));
    }

    /** Since when at least two have been seen to lead: when the second of them began. */
    private static Instant secondLedSince(List<MemberView> leaders) {
        return leaders.stream().map(MemberView::leadsSince).sorted().toList().get(1);
    }

    /** Too few changes are no calm while it cannot be seen who leads. */
    private void assessChurn(Instant now, ClusterView view, @Nullable UnknownReason blind, Findings findings) {
        double count = changes.count(now);
        Supplier<Map<String, Object>> evidence = () -> new Evidence()
                .number(Figures.LEADER_CHANGES, count)
                .number("limit", plan.limit(Limit.LEADER_CHANGES))
                .get();
        if (count > plan.limit(Limit.LEADER_CHANGES)) {
            findings.isTrue(LEADER_CHURN, null, now, evidence);
        } else if (blind != null) {
            findings.isUnknown(LEADER_CHURN, null, blind, evidence);
        } else if (view.telling(Signal.LEADS, now) == 0) {
            findings.isUnknown(LEADER_CHURN, null, UnknownReason.NO_SIGNAL, evidence);
        } else {
            findings.isFalse(LEADER_CHURN, null, evidence);
        }
    }

    private void assessElections(
            Instant now, ClusterView view, List<MemberView> leaders, @Nullable UnknownReason blind, Findings findings) {
        Instant from = leaderless.since();
        Instant until = leaderless.shownUntil();
        double held = from == null ? 0 : electionsIn(from, until);
        Supplier<Map<String, Object>> evidence = () -> new Evidence()
                .number("elections", held)
                .with("leaderless_since", from)
                .get();
        boolean inVain = held >= plan.limit(Limit.FRUITLESS_ELECTIONS);
        if (!elections.known() && leaders.isEmpty()) {
            findings.isUnknown(ELECTION_FRUITLESS, null, UnknownReason.NO_SIGNAL, evidence);
        } else if (from != null && blind != null && view.hidden(now) != null) {
            findings.isUnknown(ELECTION_FRUITLESS, null, blind, evidence);
        } else if (from != null && inVain && until == null && !now.isBefore(from.plus(fruitlessAfter))) {
            // The last of them may have brought a leader.
            findings.isUnknown(ELECTION_FRUITLESS, null, UnknownReason.LEADER_UNKNOWN, evidence);
        } else if (from != null && inVain && leaderless.shown().compareTo(fruitlessAfter) >= 0) {
            findings.isTrue(ELECTION_FRUITLESS, null, from, evidence);
        } else {
            findings.isFalse(ELECTION_FRUITLESS, null, evidence);
        }
    }

    /** Elections since shortly before the leader was lost, up to when they are known to have brought none; all while nothing is known. */
    private double electionsIn(Instant leaderlessFrom, @Nullable Instant until) {
        double all = elections.since(leaderlessFrom.minus(plan.terms().electionTimeout()));
        return until == null ? all : all - elections.since(until);
    }

    private static Duration fruitlessAfter(WatchPlan plan) {
        return plan.terms().electionTimeout().multipliedBy(3);
    }

    @Override
    public Instant nextDeadline(Instant now) {
        Instant next = changes.nextLeaving(now);
        Instant lost = leaderless.since();
        Instant fruitless = lost == null ? Instant.MAX : lost.plus(fruitlessAfter);
        Instant proofEnds = lastProgress.equals(Instant.MIN) ? Instant.MAX : lastProgress.plus(plan.staleAfter());
        next = Instants.earlierAfter(now, next, fruitless);
        return Instants.earlierAfter(now, next, proofEnds);
    }

    private Evidence evidence(List<MemberView> leaders) {
        List<String> names = leaders.stream().map(MemberView::name).sorted().toList();
        Evidence evidence = new Evidence()
                .with(Figures.LEADERS, names)
                .with(Figures.LEADER, names.size() == 1 ? names.get(0) : null)
                .number(Figures.COMMITTEE_SIZE, plan.terms().committeeSize())
                .with("leaderless_since", leaderless.since());
        if (leaders.size() > 1) {
            for (MemberView leader : leaders) {
                evidence = evidence.number(
                                "bonds_of_" + leader.name(), leader.signals().get(Signal.BONDS))
                        .number(
                                "commit_index_of_" + leader.name(),
                                leader.signals().get(Signal.COMMIT_INDEX));
            }
        }
        return evidence;
    }
}
