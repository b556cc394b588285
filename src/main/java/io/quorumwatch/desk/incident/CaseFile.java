package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.catalogue.Condition;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.config.MemberConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one cluster for its diagnosis. Bounded by its members and conditions. Pure; used by one thread at a time.
 */
final class CaseFile {

    /** Identities may change with each restart. */
    private static final int MOST_IDENTITIES = 4096;

    /** Elections, bonds and logs are in order within seconds once all members are bonded. */
    private static final Duration SETTLES = Duration.ofSeconds(10);

    private WatchPlan plan;
    private final Map<String, MemberCase> members = new LinkedHashMap<>();

    /** Members by the identity that their pages tell, for logs that were not read from their start. */
    private final Map<String, String> identities = new HashMap<>();

    private final StandingVerdicts verdicts = new StandingVerdicts();
    private final Beginning beginning = new Beginning();
    private final MissingEdges missingEdges = new MissingEdges();
    private List<MemberCase> committee = List.of();

    CaseFile(WatchPlan plan) {
        this.plan = plan;
        addMembers(plan);
    }

    /** The cluster has other members from now on; what was said of those that leave is forgotten. */
    void change(WatchPlan changed) {
        plan = changed;
        addMembers(changed);
        verdicts.forgetSubjects(
                subject -> !Arrays.stream(subject.split("->", 2)).allMatch(members::containsKey));
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

    /** Remembers what the look said; returns whether it is other evidence than the member's last one was. */
    boolean read(MemberReading reading) {
        MemberCase member = members.get(reading.member());
        if (member == null) {
            return false;
        }
        boolean moved = member.read(reading);
        if (reading.identity() != null && identities.size() < MOST_IDENTITIES) {
            identities.put(reading.identity(), reading.member());
        }
        if (member.inCommittee()) {
            member.compare(plan.terms().committeeSize() - 1 - gone(), settles());
            long known = committee.stream()
                    .filter(each -> each.membership().everInGroup())
                    .count();
            if (member.signal(Signal.BONDS) >= known - 1) {
                member.membership().hasAllBonds(reading.answeredAt());
            }
            if (reading.seen() && member.index().read(reading)) {
                member.index().compare(highestLinkedTo(member));
            }
            beginning.look(committee, plan.terms(), reading.answeredAt());
            committee.forEach(each -> Bonds.compare(this, each));
            // Looks mostly say what the last ones said, and then nothing is compared while nothing is missing.
            if (moved || missingEdges.isCounting()) {
                missingEdges.look(committee, reading.answeredAt());
            }
        }
        return moved;
    }

    /**
     * The highest index of the member's peers that answer, when all links between it and them are up, both ways. Where one is missing,
     * the network may keep entries from it over the others too: they are seen to break only now and then.
     */
    private double highestLinkedTo(MemberCase member) {
        double highest = Double.NEGATIVE_INFINITY;
        for (MemberCase peer : committee) {
            if (peer == member || !peer.answers()) {
                continue;
            }
            if (!Boolean.TRUE.equals(member.linkedTo(peer)) || !Boolean.TRUE.equals(peer.linkedTo(member))) {
                return Double.NEGATIVE_INFINITY;
            }
            highest = Math.max(highest, peer.index().index());
        }
        return highest;
    }

    /** A round that was lost to a start is missed when its deadline passes; everything else shows sooner. */
    private Duration settles() {
        return plan.terms().expectsRounds() ? SETTLES.plus(plan.terms().roundStallLimit()) : SETTLES;
    }

    void hear(LogEvent event) {
        MemberCase member = members.get(event.member());
        if (member == null) {
            return;
        }
        String named = event.field("peer");
        MemberCase other = named == null ? null : members.get(identities.getOrDefault(named, named));
        boolean aboutOther = other != null && other != member && LastEvents.aboutPeer(event.kind());
        member.hear(event, other == null ? named : other.name(), aboutOther);
        if (other != null && aboutOther) {
            other.mentioned(event);
        } else if (event.kind() == EventKind.RIVAL_LEADER) {
            beginning.rivals(event.at());
        }
    }

    /** Remembers what the judge said; returns whether that is something else than it said last. */
    boolean hear(Verdict verdict) {
        if (verdict.condition().equals(Condition.PARTITION.key())) {
            missingEdges.hear(verdict);
        }
        return verdicts.hear(verdict);
    }

    WatchPlan plan() {
        return plan;
    }

    /** Whether tickets are looked at, by whatever: where they are not, the system has none. */
    boolean judgesTickets() {
        return plan.timing(Condition.ATTESTATION_REFUSED) != null
                || plan.timing(Condition.ATTESTATION_EXPIRING) != null;
    }

    /** Whether members find one another in a universe, and not by their settings alone. */
    boolean findsPeersByGossip() {
        return plan.timing(Condition.DISCOVERY_SLOW) != null || plan.universe() != null;
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

    /** How the committee began. */
    Beginning beginning() {
        return beginning;
    }

    /** Which links are missing, and whether only these were. */
    MissingEdges missingEdges() {
        return missingEdges;
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
        return members.values().stream().anyMatch(member -> member.log().followed());
    }

    /** When such a line was last written by any member; null when never. */
    @Nullable
    Instant last(EventKind kind) {
        Instant last = null;
        for (MemberCase member : members.values()) {
            Instant at = member.events().last(kind);
            last = at != null && (last == null || at.isAfter(last)) ? at : last;
        }
        return last;
    }

    /** The last word of the judges. */
    StandingVerdicts verdicts() {
        return verdicts;
    }

    /** Whether the condition is true, perhaps not for long enough to fire, for any subject. */
    boolean stands(String condition) {
        return verdicts.stands(condition);
    }

    boolean stands(String condition, String subject) {
        Verdict verdict = verdicts.of(condition, subject);
        return verdict != null && StandingVerdicts.stands(verdict);
    }
}
