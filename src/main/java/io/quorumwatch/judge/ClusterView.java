package io.quorumwatch.judge;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.catalogue.ClusterTerms;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.judge.MemberView.Sight;
import io.quorumwatch.time.Instants;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One cluster as the looks at its members have shown it; the ground that all rules stand on. */
public final class ClusterView {

    private WatchPlan plan;
    private final Map<String, MemberView> members = new LinkedHashMap<>();
    private final List<MemberView> committee = new ArrayList<>();

    public ClusterView(WatchPlan plan) {
        this.plan = plan;
        change(plan);
    }

    /** Takes over a plan with other members; what was seen of those that are the same stays seen. */
    void change(WatchPlan changed) {
        plan = changed;
        Map<String, MemberView> before = Map.copyOf(members);
        members.clear();
        committee.clear();
        for (MemberConfig member : changed.members()) {
            MemberView known = before.get(member.name());
            MemberView view = known != null && known.isOf(member)
                    ? known
                    : new MemberView(member, changed.inCommittee(member.name()), changed.staleAfter());
            members.put(member.name(), view);
            if (view.inCommittee()) {
                committee.add(view);
            }
        }
    }

    /** Takes a reading in. One of a member that is not configured is left out: it came too late. */
    void accept(MemberReading reading) {
        MemberView member = members.get(reading.member());
        if (member != null) {
            member.accept(reading);
        }
    }

    public WatchPlan plan() {
        return plan;
    }

    /** All members, in the order of the configuration. */
    public Collection<MemberView> members() {
        return members.values();
    }

    /** The members of the committee, those included that merely learn, in the order of the configuration. */
    public List<MemberView> committee() {
        return committee;
    }

    /** The member of this name, or null when it is not configured. */
    public @Nullable MemberView member(String name) {
        return members.get(name);
    }

    /** How many of the committee are so. */
    public int count(Predicate<MemberView> which) {
        int count = 0;
        for (MemberView member : committee) {
            count += which.test(member) ? 1 : 0;
        }
        return count;
    }

    /** How many of the committee are seen with their group and say something of this. */
    public int telling(Signal signal, Instant now) {
        return count(member -> member.joined(now) && member.signals().has(signal));
    }

    /** How many of the committee are seen with their group and say nothing of this. */
    public int notTelling(Signal signal, Instant now) {
        return count(member -> member.joined(now) && !member.signals().has(signal));
    }

    /**
     * Members of the committee that are seen and lead, all at one time. A page that was read before another one began to lead tells
     * nothing of the time since: its member may have lost the lead to that one, or its host with it. One that is configured under two
     * names leads once.
     */
    public List<MemberView> leaders(Instant now) {
        List<MemberView> leaders = new ArrayList<>(2);
        Instant lastBegan = Instant.MIN;
        for (MemberView member : committee) {
            if (leads(member, now) && !isSameAsOne(leaders, member)) {
                leaders.add(member);
                lastBegan = Instants.later(lastBegan, member.leadsSince());
            }
        }
        if (leaders.size() > 1) {
            Instant togetherFrom = lastBegan;
            leaders.removeIf(leader -> leader.pageIsBefore(togetherFrom));
        }
        return leaders;
    }

    /** Whether the very process is among them under another name: two addresses that lead to one member are no two leaders. */
    private static boolean isSameAsOne(List<MemberView> others, MemberView member) {
        for (MemberView other : others) {
            if (member.isSameProcess(other)) {
                return true;
            }
        }
        return false;
    }

    private static boolean leads(MemberView member, Instant now) {
        return member.signals().isTrue(Signal.LEADS) && member.joined(now);
    }

    /** The one member that leads, or null when there is none, or another one's page may still say so. */
    public @Nullable MemberView singleLeader(Instant now) {
        MemberView leader = null;
        for (MemberView member : committee) {
            if (leads(member, now) && (leader == null || !member.isSameProcess(leader))) {
                if (leader != null) {
                    return null;
                }
                leader = member;
            }
        }
        return leader;
    }

    /** Whether those who vote are in their majority seen with their group. */
    public boolean majorityJoined(Instant now) {
        return isMajority(member -> member.joined(now));
    }

    /** Whether those who vote are in their majority seen, with their group or not. */
    public boolean majoritySeen(Instant now) {
        return isMajority(member -> member.seen(now));
    }

    /** Whether those of whom this is so have a majority of the votes. */
    public boolean isMajority(Predicate<MemberView> which) {
        return count(member -> !member.learns() && which.test(member)) >= ClusterTerms.majorityOf(votes());
    }

    /** How many votes there are. Where the operator has said their number, learners may be left out of it already. */
    public int votes() {
        return Math.min(plan.terms().committeeSize(), count(member -> !member.learns()) + unnamed());
    }

    /** How many members the committee has beside those that are configured; they are never looked at. */
    public int unnamed() {
        return Math.max(0, plan.terms().committeeSize() - committee.size());
    }

    /** Whether every member has been looked at. */
    public boolean allLooked() {
        for (MemberView member : members.values()) {
            if (member.hasPage() && !member.looked()) {
                return false;
            }
        }
        return true;
    }

    /** Why somebody of the committee may be anything, being neither seen nor known to be gone; null when nobody is. */
    public @Nullable UnknownReason hidden(Instant now) {
        if (count(member -> member.sight(now) == Sight.UNSEEN) == 0) {
            return null;
        }
        return allLooked() ? UnknownReason.MEMBER_UNSEEN : UnknownReason.NOT_LOOKED_YET;
    }

    /** The next time at which a member becomes stale if no look comes; {@link Instant#MAX} for never. */
    Instant nextStale(Instant now) {
        Instant next = Instant.MAX;
        for (MemberView member : members.values()) {
            Instant stale = member.nextStale(now);
            next = Instants.earlier(next, stale);
        }
        return next;
    }
}
