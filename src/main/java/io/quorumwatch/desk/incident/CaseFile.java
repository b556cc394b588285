package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.Concern;
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
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
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

    /** When each judge last spoke. */
    private final Map<Concern, Instant> spoken = new EnumMap<>(Concern.class);

    /** What fires, or fired when it was last seen. */
    private final SortedMap<String, Verdict> fired = new TreeMap<>();

    private List<MemberCase> committee = List.of();

    private Instant nextForgetting = Instant.MIN;
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

    /** The cluster has other members from now on; what was said of those that leave is forgotten. */
    void change(WatchPlan changed) {
        plan = changed;
        addMembers(changed);
        verdicts.values().removeIf(verdict -> !hereStill(verdict.subject()));
        fired.keySet().retainAll(verdicts.keySet());
    }

    private boolean hereStill(@Nullable String subject) {
        return subject == null || Arrays.stream(subject.split("->", 2)).allMatch(members::containsKey);
    }

    private void addMembers(WatchPlan changed) {
        Map<String, MemberCase> known = new HashMap<>(members);
        members.clear();
        for (MemberConfig member : changed.members()) {
            MemberCase before = known.get(member.name());
            boolean same = before != null && before.member().equals(member);
            members.put(member.name(), same ? before : new MemberCase(member, changed.inCommittee(member.name())));
        }
        committee = members.values().stream().filter(MemberCase::inCommittee).toList();
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
        String named = event.field("peer");
        MemberCase other = named == null ? null : members.get(identities.getOrDefault(named, named));
        boolean aboutOther = other != null && other != member && MemberCase.aboutPeer(event.kind());
        member.hear(event, other == null ? named : other.name(), aboutOther);
        if (other != null && aboutOther) {
            other.mentioned(event);
        } else if (event.kind() == EventKind.RIVAL_LEADER && begunAt != null && !settled) {
            splitAtStart = event.at();
        }
    }

    void hear(Verdict verdict) {
        String key = key(verdict);
        verdicts.put(key, verdict);
        if (verdict.at().isAfter(nextForgetting)) {
            nextForgetting = verdict.at().plus(FORGOTTEN);
            forgetWhoLeft();
        }
        spoken.merge(verdict.concern(), verdict.at(), (one, other) -> one.isAfter(other) ? one : other);
        boolean cannotSee = verdict.state() == VerdictState.UNKNOWN
                && fired.containsKey(key)
                && UnknownReason.countsAgainstHealth(verdict.reason());
        if (verdict.firing() || cannotSee) {
            fired.put(key, verdict);
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
        boolean nobodyJoined = true;
        for (MemberCase member : committee()) {
            double leads = member.signal(Signal.LEADS);
            leaders += leads == 1 ? 1 : 0;
            told += Double.isNaN(leads) ? 0 : 1;
            nobodyJoined &= member.gone() || member.signal(Signal.IN_GROUP) == 0;
        }
        if (nobodyJoined) {
            // Nobody is there yet, or nobody any more: what comes is a start. Whoever cannot be seen may be there all
            // the time.
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
        whole = whole || leaders == 1 && committee().stream().allMatch(this::fullyBonded);
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

    /** Whether the committee was seen to be well after its start, or its start was seen and nothing came of it. */
    boolean cameTogether() {
        return begunAt != null || settled || whole;
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

    /** How many of the committee are in their group, as their pages say. */
    int joined() {
        return (int) committee().stream()
                .filter(member -> member.signal(Signal.IN_GROUP) == 1)
                .count();
    }

    /** Whether no member says anything, not even that its port is closed. */
    boolean nobodyAnswers() {
        return members.values().stream().noneMatch(member -> member.answers() || member.gone());
    }

    /** How many of the committee are known not to run. */
    int gone() {
        return (int) committee().stream().filter(MemberCase::gone).count();
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

    /**
     * Everything that fires; what fired and cannot be seen now goes on to count. A subject that its judge does not name any more, while
     * it names others, has left; a judge that is silent has forgotten nobody.
     */
    List<Verdict> firing() {
        if (fired.isEmpty()) {
            return List.of();
        }
        forgetWhoLeft();
        return List.copyOf(fired.values());
    }

    private void forgetWhoLeft() {
        verdicts.values().removeIf(this::hasLeft);
        fired.keySet().retainAll(verdicts.keySet());
    }

    private boolean hasLeft(Verdict verdict) {
        return verdict.subject() != null
                && verdict.at()
                        .isBefore(spoken.getOrDefault(verdict.concern(), verdict.at())
                                .minus(FORGOTTEN));
    }

    /** The keys of the conditions that are true, firing or not yet. */
    Set<String> symptoms() {
        Set<String> symptoms = new TreeSet<>();
        for (Verdict verdict : verdicts.values()) {
            if (stands(verdict) || fired.containsKey(key(verdict))) {
                symptoms.add(verdict.condition());
            }
        }
        return symptoms;
    }
}
