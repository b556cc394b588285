package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.config.MemberConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one cluster for its diagnosis. Bounded by its members and conditions. Pure; used by one thread at a time.
 */
final class CaseFile {

    /** A judge repeats every subject it knows every 5 s; one that was not named for so long has left. */
    private static final Duration FORGOTTEN = Duration.ofSeconds(16);

    /** With one leader for so long, with everybody's word on it, a committee has settled. */
    private static final Duration SETTLED = Duration.ofSeconds(10);

    /** Members find one another within 67.5 s (facts/mosaik.md 3.4); with twice that they have had their time. */
    private static final Duration COMES_TOGETHER = Duration.ofSeconds(135);

    /** Identities may change with each restart. */
    private static final int MOST_IDENTITIES = 4096;

    private WatchPlan plan;
    private final Map<String, MemberCase> members = new LinkedHashMap<>();

    /** Members by the identity that their pages tell, for logs that were not read from their start. */
    private final Map<String, String> identities = new HashMap<>();

    private final Map<String, Verdict> verdicts = new TreeMap<>();

    /** What fires, or fired when it was last seen. */
    private final Set<String> fired = new HashSet<>();

    private @Nullable Instant singleLeaderSince;
    private @Nullable Instant severalLeadSince;
    private @Nullable Instant splitAtStart;
    private @Nullable Instant begunAt;
    private boolean settled;
    private boolean whole;

    CaseFile(WatchPlan plan) {
        this.plan = plan;
        addMembers(plan);
    }

    /** The cluster has other members from now on. */
    void change(WatchPlan changed) {
        plan = changed;
        addMembers(changed);
    }

    private void addMembers(WatchPlan changed) {
        Map<String, MemberCase> known = new HashMap<>(members);
        members.clear();
        for (MemberConfig member : changed.members()) {
            MemberCase before = known.get(member.name());
            boolean same = before != null && before.member().equals(member);
            members.put(member.name(), same ? before : new MemberCase(member, changed.inCommittee(member.name())));
        }
    }

    void read(MemberReading reading) {
        MemberCase member = members.get(reading.member());
        if (member != null) {
            member.read(reading);
            if (reading.identity() != null && identities.size() < MOST_IDENTITIES) {
                identities.put(reading.identity(), reading.member());
            }
            if (member.inCommittee()) {
                watchLeaders(reading.answeredAt());
            }
        }
    }

    void hear(LogEvent event) {
        MemberCase member = members.get(event.member());
        if (member == null) {
            return;
        }
        member.hear(event);
        String peer = event.field("peer");
        String known = peer == null ? null : identities.getOrDefault(peer, peer);
        MemberCase other = known == null ? null : members.get(known);
        if (event.kind() == EventKind.REFUSED_BY_PEER && known != null) {
            member.refused(known);
        }
        if (MemberCase.aboutPeer(event.kind()) && other != null && other != member) {
            other.mentioned(event);
        } else if (event.kind() == EventKind.RIVAL_LEADER && !settled) {
            splitAtStart = event.at();
        }
    }

    void hear(Verdict verdict) {
        String key = key(verdict);
        verdicts.put(key, verdict);
        boolean cannotSee = verdict.state() == VerdictState.UNKNOWN
                && fired.contains(key)
                && UnknownReason.countsAgainstHealth(verdict.reason());
        if (verdict.firing() || cannotSee) {
            fired.add(key);
        } else {
            fired.remove(key);
        }
    }

    private static String key(Verdict verdict) {
        return verdict.condition() + " " + verdict.subject();
    }

    private void watchLeaders(Instant now) {
        int leaders = 0;
        int told = 0;
        int joined = 0;
        for (MemberCase member : committee()) {
            double leads = member.signal(Signal.LEADS);
            leaders += leads == 1 ? 1 : 0;
            told += Double.isNaN(leads) ? 0 : 1;
            joined += member.signal(Signal.IN_GROUP) == 1 ? 1 : 0;
        }
        if (joined == 0) {
            // Nobody is there yet, or nobody any more: what comes is a start.
            begunAt = now;
            settled = false;
            whole = false;
        }
        severalLeadSince = leaders > 1 ? (severalLeadSince == null ? now : severalLeadSince) : null;
        boolean single = leaders == 1 && told >= plan.terms().majority();
        singleLeaderSince = single ? (singleLeaderSince == null ? now : singleLeaderSince) : null;
        if (singleLeaderSince != null
                && Duration.between(singleLeaderSince, now).compareTo(SETTLED) >= 0) {
            settled = true;
        }
        whole |= leaders == 1 && committee().stream().allMatch(this::fullyBonded);
        if (leaders > 1 && begunAt != null && !settled) {
            splitAtStart = now;
        }
    }

    private boolean fullyBonded(MemberCase member) {
        return member.signal(Signal.BONDS) >= plan.terms().committeeSize() - 1;
    }

    WatchPlan plan() {
        return plan;
    }

    Collection<MemberCase> members() {
        return members.values();
    }

    @Nullable
    MemberCase member(String name) {
        return members.get(name);
    }

    List<MemberCase> committee() {
        List<MemberCase> committee = new ArrayList<>();
        for (MemberCase member : members.values()) {
            if (member.inCommittee()) {
                committee.add(member);
            }
        }
        return committee;
    }

    List<String> leaders() {
        return committee().stream()
                .filter(member -> member.signal(Signal.LEADS) == 1)
                .map(MemberCase::name)
                .toList();
    }

    /** When several members were last seen to lead, or met as rivals, before the committee had settled; null when never. */
    @Nullable
    Instant splitAtStart() {
        return splitAtStart;
    }

    /** Whether the start of the committee was seen. */
    boolean startSeen() {
        return begunAt != null;
    }

    /**
     * Whether the members have not come together since they began: they never had all their bonds under one leader, and have had
     * little time for it or have led side by side.
     */
    boolean apartSinceStart(Instant now) {
        if (begunAt == null || whole) {
            return false;
        }
        boolean young = Duration.between(begunAt, now).compareTo(COMES_TOGETHER) < 0;
        return young || splitAtStart != null && !splitAtStart.isBefore(begunAt);
    }

    @Nullable
    Instant severalLeadSince() {
        return severalLeadSince;
    }

    boolean anyLogFollowed() {
        return members.values().stream().anyMatch(MemberCase::logFollowed);
    }

    /** When such a line was last written by any member; null when never. */
    @Nullable
    Instant last(EventKind kind) {
        Instant last = null;
        for (MemberCase member : members.values()) {
            Instant at = member.last(kind);
            last = at != null && (last == null || at.isAfter(last)) ? at : last;
        }
        return last;
    }

    /** The newest verdicts of the condition, of all its subjects. */
    List<Verdict> verdicts(String condition) {
        return verdicts.values().stream()
                .filter(verdict -> verdict.condition().equals(condition))
                .toList();
    }

    /** Whether the condition is true, perhaps not for long enough to fire, for any subject. */
    boolean stands(String condition) {
        return verdicts(condition).stream().anyMatch(CaseFile::stands);
    }

    boolean stands(String condition, String subject) {
        Verdict verdict = verdicts.get(condition + " " + subject);
        return verdict != null && stands(verdict);
    }

    private static boolean stands(Verdict verdict) {
        return verdict.state() == VerdictState.FIRING || verdict.state() == VerdictState.PENDING;
    }

    /** The verdict of a condition of the cluster as a whole; null before there is one. */
    @Nullable
    Verdict verdict(String condition) {
        return verdicts.get(condition + " null");
    }

    /** Everything that fires; what fired and cannot be seen now goes on to count. Subjects that have left are forgotten. */
    List<Verdict> firing(Instant now) {
        verdicts.values()
                .removeIf(verdict -> verdict.subject() != null && verdict.at().isBefore(now.minus(FORGOTTEN)));
        fired.retainAll(verdicts.keySet());
        return verdicts.values().stream()
                .filter(verdict -> fired.contains(key(verdict)))
                .toList();
    }

    /** The keys of the conditions that are true, firing or not yet. */
    Set<String> symptoms() {
        Set<String> symptoms = new TreeSet<>();
        for (Verdict verdict : verdicts.values()) {
            if (stands(verdict) || fired.contains(key(verdict))) {
                symptoms.add(verdict.condition());
            }
        }
        return symptoms;
    }
}
