package io.quorumwatch.judge.bond;

import static io.quorumwatch.catalogue.Condition.BOND_FLAPPING;
import static io.quorumwatch.catalogue.Condition.BOND_MISSING;
import static io.quorumwatch.catalogue.Condition.PARTITION;
import static io.quorumwatch.catalogue.Condition.QUORUM_LOST;
import static io.quorumwatch.catalogue.Condition.QUORUM_MARGIN;

import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.Figures;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.catalogue.ClusterTerms;
import io.quorumwatch.catalogue.Condition;
import io.quorumwatch.catalogue.Limit;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.Evidence;
import io.quorumwatch.judge.Findings;
import io.quorumwatch.judge.MemberView;
import io.quorumwatch.judge.MemberView.Sight;
import io.quorumwatch.judge.Rules;
import io.quorumwatch.time.Instants;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Missing bonds, partitions, flapping, and what is left of the majority. */
public final class BondRules implements Rules {

    private WatchPlan plan;
    private final SettledBonds settled = new SettledBonds();
    private final BondLosses losses = new BondLosses();
    private final PageTimes times = new PageTimes();
    private Instant nextSettled = Instant.MAX;
    private final ActingMajority acting = new ActingMajority();
    /** When what stands between the verdict and a lost quorum ends; nothing does while there is a majority. */
    private Instant proofEnds = Instant.MAX;

    public BondRules(WatchPlan plan) {
        this.plan = plan;
    }

    @Override
    public void change(WatchPlan changed, Set<String> members) {
        plan = changed;
        losses.keepOnly(members);
        settled.keepOnly(members);
        times.keepOnly(members);
    }

    @Override
    public Concern concern() {
        return Concern.BOND;
    }

    @Override
    public void read(ClusterView view, MemberReading reading) {
        MemberView member = view.member(reading.member());
        if (member == null || !member.inCommittee()) {
            return;
        }
        Instant now = reading.answeredAt();
        losses.read(view, member, reading);
        settled.read(view, member, now);
        times.read(view, member, reading, now);
        acting.read(member, reading, plan.terms().pollEvery());
        nextSettled = settled.nextSettled(view, now);
    }

    @Override
    public void assess(Instant now, ClusterView view, Findings findings) {
        BondShape shape = new BondShape(view, times, now);
        HiddenMembers hidden = new HiddenMembers(view, now, shape);
        for (MemberView member : view.committee()) {
            assessMember(now, member, shape, hidden, findings);
        }
        assessPartition(now, view, shape, hidden, findings);
        assessQuorum(now, view, shape.ofVoters(), findings);
    }

    private void assessMember(
            Instant now, MemberView member, BondShape shape, HiddenMembers hidden, Findings findings) {
        double missing = shape.bonds().missing(member);
        double lost = losses.count(member, now);
        Supplier<Map<String, Object>> evidence = () -> new Evidence()
                .number("bonds", member.signals().get(Signal.BONDS))
                .number("expected", Math.max(0, shape.joined().size() - 1))
                .number("missing", missing)
                .get();
        Supplier<Map<String, Object>> flapping = () -> new Evidence()
                .number("losses_in_10_minutes", lost)
                .number("limit", plan.limit(Limit.BOND_LOSSES))
                .get();
        if (!member.joined(now)) {
            UnknownReason why = notJoined(now, member);
            UnknownReason itsBonds = why == UnknownReason.MEMBER_UNSEEN ? hidden.whyAbout(member) : why;
            findings.isUnknown(BOND_MISSING, member.name(), itsBonds, evidence);
            findings.isUnknown(BOND_FLAPPING, member.name(), why, flapping);
            return;
        }
        if (Double.isNaN(missing)) {
            findings.isUnknown(BOND_MISSING, member.name(), UnknownReason.NO_SIGNAL, evidence);
        } else if (missing > 0) {
            findings.isTrue(BOND_MISSING, member.name(), now, evidence);
        } else if (shape.bonds().cannotTellYet(member)) {
            findings.isUnknown(BOND_MISSING, member.name(), UnknownReason.MEMBER_HIDDEN, evidence);
        } else if (shape.mayLackByCount(member) || hidden.lackedBy(member)) {
            findings.isUnknown(BOND_MISSING, member.name(), hidden.whyOf(member), evidence);
        } else {
            findings.isFalse(BOND_MISSING, member.name(), evidence);
        }
        if (lost > plan.limit(Limit.BOND_LOSSES)) {
            findings.isTrue(BOND_FLAPPING, member.name(), now, flapping);
        } else {
            findings.isFalse(BOND_FLAPPING, member.name(), flapping);
        }
    }

    private static UnknownReason notJoined(Instant now, MemberView member) {
        if (!member.looked()) {
            return UnknownReason.NOT_LOOKED_YET;
        }
        return member.sight(now) == Sight.SEEN ? UnknownReason.BOOTING : UnknownReason.MEMBER_UNSEEN;
    }

    private void assessPartition(
            Instant now, ClusterView view, BondShape shape, HiddenMembers hidden, Findings findings) {
        long lacking = shape.joined().stream()
                .filter(member -> settled.settled(member, now)
                        && shape.bonds().missing(member, peer -> !settled.stillBonds(peer, now)) > 0)
                .count();
        Supplier<Map<String, Object>> evidence = () -> {
            List<Integer> fragments = shape.fragments();
            List<String> oneSided = shape.bonds().oneSidedEdges();
            return new Evidence()
                    .with("fragments", fragments.size() > 1 ? fragments.toString() : null)
                    .with("missing_edges", shape.bonds().missingEdges())
                    .with("one_sided_edges", oneSided.isEmpty() ? null : oneSided)
                    .number("reachable", shape.joined().size())
                    .get();
        };
        if (!view.majorityJoined(now) && shape.joined().size() < 2) {
            findings.isUnknown(PARTITION, null, committeeUnseen(view, shape), evidence);
        } else if (!shape.known()) {
            findings.isUnknown(PARTITION, null, UnknownReason.NO_SIGNAL, evidence);
        } else if (lacking > 0) {
            findings.isTrue(PARTITION, null, now, evidence);
        } else if (!hidden.none()) {
            // Who is hidden may be there and lack an edge, or be the one that another lacks.
            findings.isUnknown(PARTITION, null, hidden.why(), evidence);
        } else if (shape.bonds().someCannotTellYet()) {
            findings.isUnknown(PARTITION, null, UnknownReason.MEMBER_HIDDEN, evidence);
        } else {
            findings.isFalse(PARTITION, null, evidence);
        }
    }

    private static UnknownReason committeeUnseen(ClusterView view, BondShape shape) {
        if (!view.allLooked()) {
            return UnknownReason.NOT_LOOKED_YET;
        }
        return shape.booting() > shape.unseen() ? UnknownReason.BOOTING : UnknownReason.MAJORITY_UNSEEN;
    }

    private void assessQuorum(Instant now, ClusterView view, BondShape shape, Findings findings) {
        proofEnds = Instant.MAX;
        int size = shape.size();
        int majority = ClusterTerms.majorityOf(size);
        int largest = shape.largestFragment();
        int tolerance = Math.max(0, largest - majority);
        Supplier<Map<String, Object>> evidence = () -> new Evidence()
                .number("largest_fragment", largest)
                .number("majority", majority)
                .number(Figures.COMMITTEE_SIZE, size)
                .number(Figures.FAILURE_TOLERANCE, tolerance)
                .number("gone", shape.gone())
                .number("unseen", shape.unseen())
                .get();
        boolean tooManyGone = shape.left() < majority;
        boolean majorityMayBeElsewhere = shape.unseen() >= majority;
        if (!tooManyGone && largest < majority && (majorityMayBeElsewhere || shape.booting() > 0)) {
            UnknownReason why = committeeUnseen(view, shape);
            findings.isUnknown(QUORUM_LOST, null, why, evidence);
            findings.isUnknown(QUORUM_MARGIN, null, why, evidence);
            return;
        }
        if (tooManyGone || largest < majority) {
            // Where a majority goes on acting, some of those that are configured have no vote any more.
            Instant acts = acting.provenUntil(now, view);
            proofEnds = acts == null ? Instant.MAX : acts;
            say(acts == null, QUORUM_LOST, now, findings, evidence);
            say(acts != null, QUORUM_MARGIN, now, findings, evidence);
            return;
        }
        findings.isFalse(QUORUM_LOST, null, evidence);
        // A committee that has no margin when it is whole would warn for ever.
        if (tolerance == 0 && size > majority && !view.allLooked()) {
            findings.isUnknown(QUORUM_MARGIN, null, UnknownReason.NOT_LOOKED_YET, evidence);
        } else if (tolerance == 0 && size > majority) {
            findings.isTrue(QUORUM_MARGIN, null, now, evidence);
        } else {
            findings.isFalse(QUORUM_MARGIN, null, evidence);
        }
    }

    private static void say(
            boolean isTrue,
            Condition condition,
            Instant now,
            Findings findings,
            Supplier<Map<String, Object>> evidence) {
        if (isTrue) {
            findings.isTrue(condition, null, now, evidence);
        } else {
            findings.isFalse(condition, null, evidence);
        }
    }

    @Override
    public Instant nextDeadline(Instant now) {
        Instant leaving = losses.nextLeaving(now);
        Instant next = Instants.earlierAfter(now, leaving, nextSettled);
        return Instants.earlierAfter(now, next, proofEnds);
    }
}
