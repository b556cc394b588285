package io.quorumwatch.judge.attestation;

import static io.quorumwatch.catalogue.Condition.ATTESTATION_REFUSED;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.catalogue.Limit;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.Evidence;
import io.quorumwatch.judge.Findings;
import io.quorumwatch.judge.MemberView;
import io.quorumwatch.judge.StartLines;
import io.quorumwatch.time.Instants;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a member is refused again and again. It is told by the refused member, loudly, and by its judges, whose lines are below the usual
 * level; either suffices. One refused attempt is not enough: a bond may be tried just when a ticket is being renewed.
 *
 * <p>It is over when the member has all its bonds again, or when nothing was refused for so long that an attempt must have been made: a
 * lost bond is tried anew at the next announcement of any peer, 67.5 s later at worst (facts/mosaik.md 5.1).
 *
 * <p>The cause is split as far as the evidence goes. That a member's clock is off is only concluded from a line that says so, or from an
 * expiry that the peers say has passed while by our clock it has not. The times of a member's lines prove nothing: a line that was read late
 * looks like one of a clock that is behind, and one from the future is taken as of now.
 */
final class RefusalPart {

    /** Twice the longest announce interval, and some slack. */
    static final Duration CALM = Duration.ofSeconds(150);

    /** After a refusal a page may still show the bonds of before. */
    private static final Duration STALE_BONDS = Duration.ofSeconds(5);

    /** Clocks that agree so well do not explain a refusal. */
    private static final Duration SAME_CLOCK = Duration.ofSeconds(5);

    /** How long a line that only hints at a cause stands. */
    private static final Duration HINT = Duration.ofMinutes(10);

    /** Lines at the level at which a judge tells whom it refuses. */
    private static final Set<EventKind> OF_BONDS =
            EnumSet.of(EventKind.BOND_FORMED, EventKind.BOND_ENDED, EventKind.PEER_REFUSED);

    private WatchPlan plan;
    private final Set<String> followed = new HashSet<>();

    /** Those whose processes have shown that they write at the level of bonds, at which they would tell whom they refuse. */
    private final Set<String> tellOfBonds = new HashSet<>();

    private final StartLines starts = new StartLines();
    private final Map<String, Refusals> refused = new HashMap<>();
    private final Map<String, Map<EventKind, Instant>> hints = new HashMap<>();

    RefusalPart(WatchPlan plan) {
        this.plan = plan;
    }

    void change(WatchPlan changed, Set<String> members) {
        plan = changed;
        followed.retainAll(members);
        tellOfBonds.retainAll(members);
        starts.keepOnly(members);
        refused.keySet().retainAll(members);
        hints.keySet().retainAll(members);
    }

    void hear(ClusterView view, LogEvent event) {
        if (event.kind() == EventKind.LOG_LOST) {
            followed.remove(event.member());
            tellOfBonds.remove(event.member());
            return;
        }
        followed.add(event.member());
        String peer = event.field("peer");
        switch (event.kind()) {
            case REFUSED_BY_PEER -> refuse(view, event, event.member(), peer);
            case PEER_REFUSED, TICKET_EXPIRED, SECRET_REFUSED -> refuse(view, event, peer, event.member());
            case QUOTE_EXPIRED -> hint(view, event, event.member());
            case IMAGE_REFUSED, CLOCK_OFF ->
                hint(view, event, peer != null && view.member(peer) != null ? peer : event.member());
            default -> {}
        }
        if (starts.tellsOfStart(event)) {
            // A process that begins anew may write less.
            tellOfBonds.remove(event.member());
        } else if (OF_BONDS.contains(event.kind())) {
            tellOfBonds.add(event.member());
        }
    }

    /** A stranger that is refused is no member of ours and none of our concern. */
    private void refuse(ClusterView view, LogEvent event, @Nullable String who, @Nullable String by) {
        if (who != null && view.member(who) != null) {
            Refusals known = refused.get(who);
            if (known == null || isCalm(event.at(), known)) {
                known = new Refusals();
                refused.put(who, known);
            }
            known.add(event, by);
        }
    }

    private void hint(ClusterView view, LogEvent event, String about) {
        if (view.member(about) != null) {
            hints.computeIfAbsent(about, name -> new EnumMap<>(EventKind.class)).put(event.kind(), event.at());
        }
    }

    void read(MemberReading reading) {
        Refusals known = refused.get(reading.member());
        double bonds = reading.signals().get(Signal.BONDS);
        if (known != null
                && bonds >= plan.terms().committeeSize() - 1
                && reading.answeredAt().isAfter(known.lastAt().plus(STALE_BONDS))) {
            refused.remove(reading.member());
        }
    }

    private static boolean isCalm(Instant now, Refusals known) {
        return !now.isBefore(known.lastAt().plus(CALM));
    }

    void assess(Instant now, ClusterView view, Findings findings) {
        for (MemberView member : view.members()) {
            Refusals known = refused.get(member.name());
            if (known != null && !isCalm(now, known)) {
                assess(member, known, findings);
            } else if (!member.inCommittee() && known == null) {
                continue;
            } else if (wouldBeTold(member.name())) {
                findings.isFalse(ATTESTATION_REFUSED, member.name(), Map::of);
            } else {
                findings.isUnknown(ATTESTATION_REFUSED, member.name(), UnknownReason.NO_SIGNAL, Map::of);
            }
        }
    }

    /** Whether somebody would tell if the member were refused: it itself, or one that judges it and writes down what it does. */
    private boolean wouldBeTold(String member) {
        return followed.contains(member) || tellOfBonds.stream().anyMatch(judge -> !judge.equals(member));
    }

    private void assess(MemberView member, Refusals known, Findings findings) {
        String cause = cause(member, known);
        Supplier<Map<String, Object>> evidence = () -> new Evidence()
                .with("first_at", known.firstAt())
                .with("last_at", known.lastAt())
                .number("attempts", known.attempts())
                .number("lines", known.lines())
                .with("by", List.copyOf(known.refusers()))
                .with("cause", cause)
                .with("expires_at", ExpiryPart.expiry(member))
                .with("line", known.lastLine())
                .get();
        if (known.attempts() >= plan.limit(Limit.REFUSAL_BURSTS)) {
            findings.isTrue(ATTESTATION_REFUSED, member.name(), known.firstAt(), evidence);
        } else {
            findings.isFalse(ATTESTATION_REFUSED, member.name(), evidence);
        }
    }

    private String cause(MemberView member, Refusals known) {
        Instant expiry = ExpiryPart.expiry(member);
        boolean saidExpired = known.says(EventKind.TICKET_EXPIRED) || hinted(member, known, EventKind.QUOTE_EXPIRED);
        if (known.says(EventKind.SECRET_REFUSED)) {
            return "wrong-secret";
        }
        if (hinted(member, known, EventKind.IMAGE_REFUSED)) {
            return "other-image";
        }
        if (expiry != null && !expiry.isAfter(known.lastAt())) {
            return "expired";
        }
        boolean tooEarly =
                saidExpired && expiry != null && expiry.isAfter(known.lastAt().plus(SAME_CLOCK));
        if (tooEarly || hinted(member, known, EventKind.CLOCK_OFF)) {
            return "clock-skew";
        }
        return saidExpired ? "expired" : "unknown";
    }

    private boolean hinted(MemberView member, Refusals known, EventKind kind) {
        Instant at = hints.getOrDefault(member.name(), Map.of()).get(kind);
        return at != null && Duration.between(at, known.lastAt()).abs().compareTo(HINT) <= 0;
    }

    Instant nextDeadline(Instant now) {
        Instant next = Instant.MAX;
        for (Refusals known : refused.values()) {
            Instant calm = known.lastAt().plus(CALM);
            next = Instants.earlierAfter(now, next, calm);
        }
        return next;
    }
}
