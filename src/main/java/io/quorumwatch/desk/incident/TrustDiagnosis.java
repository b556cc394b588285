package io.quorumwatch.desk.incident;

import static io.quorumwatch.desk.incident.Steps.time;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.time.Instants;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One member is expelled by all others while it lives: its ticket has expired, clocks differ, its image is another, or it is in
 * another group. The library refuses them all with the same words (facts/mosaik.md 6), so they are told apart as far as the evidence goes.
 */
final class TrustDiagnosis implements Diagnosis {

    /** A ticket that ran out matters for as long as nobody renews it; so does what a log said about an image or a clock. */
    private static final Duration TICKET = Duration.ofHours(1);

    /** Clocks that agree so well do not explain a refusal. */
    private static final Duration SAME_CLOCK = Duration.ofSeconds(5);

    @Override
    public List<Hypothesis> consider(CaseFile file, Instant now) {
        List<Hypothesis> hypotheses = new ArrayList<>();
        for (MemberCase member : file.committee()) {
            Expulsion expulsion = Expulsion.of(file, member, now);
            if (file.judgesTickets()) {
                hypotheses.add(expired(member, expulsion, now));
                hypotheses.add(skewed(member, expulsion, now));
                hypotheses.add(otherImage(member, expulsion, now));
                hypotheses.add(refused(member, expulsion));
            }
            hypotheses.add(otherGroup(file, member, expulsion, now));
        }
        return hypotheses;
    }

    /** Whether the member's ticket has run out by our own clock, as its page says. */
    static boolean ranOut(MemberCase member, Instant now) {
        Instant ends = ends(member);
        return ends != null && !ends.isAfter(now);
    }

    /** When the member's ticket ends, as its page says at present; null when it does not, or names no date. */
    private static @Nullable Instant ends(MemberCase member) {
        return Instants.ofEpochSeconds(member.signal(Signal.ATTESTATION_EXPIRY));
    }

    /**
     * By our clock and its page a ticket has run out, or not yet; where no page tells, by a line, unless another line says that a clock is
     * off or that the image is another.
     */
    private static Hypothesis expired(MemberCase member, Expulsion expulsion, Instant now) {
        Instant ticket = member.events().last(EventKind.TICKET_EXPIRED);
        Instant quote = member.events().last(EventKind.QUOTE_EXPIRED);
        Instant ends = ends(member);
        boolean ranOut = ranOut(member, now);
        boolean said = saidExpired(member, now);
        boolean otherwise = member.events().recently(EventKind.CLOCK_OFF, now, TICKET)
                || member.saidSincePeace(EventKind.IMAGE_REFUSED, now, TICKET);
        Truth truth = ends != null ? Truth.of(ranOut) : said && !otherwise ? Truth.TRUE : Truth.UNKNOWN;
        Instant when = ranOut ? ends : ticket == null ? quote : ticket;
        Fact over = Fact.of(
                truth,
                () -> "the ticket of " + member.name() + " ran out at " + time(when),
                () -> "the ticket of " + member.name() + " ends later, at " + time(ends),
                () -> "when the ticket of " + member.name() + " ends (peers log it at DEBUG only)");
        // Who is alone from the moment on at which its ticket ran out needs no log to be understood.
        boolean plain =
                ranOut && expulsion.alone().isTrue() && expulsion.refused().truth() == Truth.UNKNOWN;
        return new Hypothesis(
                Cause.ATTESTATION_EXPIRED,
                member.name(),
                plain ? List.of(over, expulsion.alone()) : List.of(expulsion.refused(), over),
                List.of(expulsion.alone()),
                List.of(),
                () -> Steps.restart(member.member())
                        + ", which fetches a new quote; if it is refused again, check the host's"
                        + " attestation service");
    }

    private static boolean saidExpired(MemberCase member, Instant now) {
        return member.saidSincePeace(EventKind.TICKET_EXPIRED, now, TICKET)
                || member.events().recently(EventKind.QUOTE_EXPIRED, now, TICKET);
    }

    /** A line says that a clock is off, or peers hold a ticket for expired that by our clock is not. */
    private static Hypothesis skewed(MemberCase member, Expulsion expulsion, Instant now) {
        Instant ends = ends(member);
        boolean tooEarly = saidExpired(member, now) && ends != null && ends.isAfter(now.plus(SAME_CLOCK));
        boolean said = member.events().recently(EventKind.CLOCK_OFF, now, TICKET);
        Fact off = Fact.of(
                said || tooEarly ? Truth.TRUE : ranOut(member, now) ? Truth.FALSE : Truth.UNKNOWN,
                () -> said
                        ? "a log tells of a clock that is off"
                        : "peers hold the ticket of " + member.name() + " for expired, by our clock it is not",
                () -> "by our clock the ticket has run out, too",
                () -> "whether the clocks of " + member.name() + " and its peers agree");
        return new Hypothesis(
                Cause.CLOCK_SKEW,
                member.name(),
                List.of(expulsion.refused(), off),
                List.of(expulsion.alone()),
                List.of(),
                () -> "on " + Steps.host(member.member()) + " and on its peers: chronyc tracking (or ntpdate -q)");
    }

    private static Hypothesis otherImage(MemberCase member, Expulsion expulsion, Instant now) {
        boolean said = member.saidSincePeace(EventKind.IMAGE_REFUSED, now, TICKET);
        Fact other = Fact.of(
                said ? Truth.TRUE : ranOut(member, now) || saidExpired(member, now) ? Truth.FALSE : Truth.UNKNOWN,
                () -> "a log says that the measurements of " + member.name() + " do not match",
                () -> "its ticket was refused as expired",
                () -> "whether the image of " + member.name()
                        + " is the committee's (no line tells it from an expired ticket)");
        return new Hypothesis(
                Cause.IMAGE_MISMATCH,
                member.name(),
                List.of(expulsion.refused(), other),
                List.of(expulsion.alone()),
                List.of(),
                () -> "compare the image of " + member.name() + " with the committee's release, and rebuild it");
    }

    private static Hypothesis refused(MemberCase member, Expulsion expulsion) {
        return new Hypothesis(
                Cause.ATTESTATION_REFUSED,
                member.name(),
                expulsion.required(),
                expulsion.refused().truth() == Truth.UNKNOWN
                        ? List.of()
                        : List.of(Fact.of(
                                member.refusals().attempts() > 1,
                                () -> member.name() + " was refused "
                                        + member.refusals().attempts() + " times",
                                () -> member.name() + " was refused no more than once")),
                List.of(),
                () -> Steps.readLog(member.member(), "unauthorized|expired|quote|MR_TD"));
    }

    /** Its page names another group than its peers', or its peers say that it does not know the group's secret. */
    private static Hypothesis otherGroup(CaseFile file, MemberCase member, Expulsion expulsion, Instant now) {
        String ours = label(member);
        String theirs = common(file, member);
        boolean both = ours != null && theirs != null;
        Fact differs = Fact.of(
                Truth.seen(both, both && !Objects.equals(ours, theirs)),
                () -> member.name() + " is in " + ours + ", the others are in " + theirs,
                () -> member.name() + " is in the same group and network as the others",
                () -> "the group of " + member.name());
        boolean said = member.saidSincePeace(EventKind.SECRET_REFUSED, now, TICKET);
        Fact secret = Fact.of(
                said,
                () -> "peers refused its group secret at "
                        + time(member.events().last(EventKind.SECRET_REFUSED)),
                () -> "no log says that its group secret was refused");
        return new Hypothesis(
                Cause.WRONG_GROUP,
                member.name(),
                said && !differs.isTrue() ? List.of(secret) : List.of(differs),
                said && !differs.isTrue() ? List.of(expulsion.alone()) : List.of(secret),
                List.of(),
                () -> "compare the settings of " + member.name()
                        + " with its peers' (committee secret, universe, heartbeat,"
                        + " instance): a group's label is made of them");
    }

    private static @Nullable String label(MemberCase member) {
        if (!member.answers() || member.group() == null) {
            return null;
        }
        return "network " + member.network() + " group " + member.group();
    }

    /** What all others say that say anything; null when they disagree or there are fewer than two. */
    private static @Nullable String common(CaseFile file, MemberCase except) {
        Map<String, Integer> labels = new HashMap<>();
        for (MemberCase other : file.committee()) {
            String label = other == except ? null : label(other);
            if (label != null) {
                labels.merge(label, 1, Integer::sum);
            }
        }
        return labels.size() == 1 && labels.values().iterator().next() >= 2
                ? labels.keySet().iterator().next()
                : null;
    }
}
