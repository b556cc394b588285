package io.quorumwatch.desk.incident;

import static io.quorumwatch.desk.incident.Steps.time;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.Signal;
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

    /** Refused members try again at the latest after 67.5 s (facts/mosaik.md 3.4); what is older is over. */
    private static final Duration RECENT = Duration.ofSeconds(150);

    /** A ticket that ran out matters for as long as nobody renews it. */
    private static final Duration TICKET = Duration.ofHours(1);

    @Override
    public List<Hypothesis> consider(CaseFile file, Instant now) {
        List<Hypothesis> hypotheses = new ArrayList<>();
        for (MemberCase member : file.committee()) {
            Expulsion expulsion = Expulsion.of(file, member, now);
            hypotheses.add(expired(member, expulsion, now));
            hypotheses.add(skewed(member, expulsion, now));
            hypotheses.add(otherImage(member, expulsion, now));
            hypotheses.add(refused(member, expulsion));
            hypotheses.add(otherGroup(file, member));
        }
        return hypotheses;
    }

    /**
     * Whether a member is expelled.
     *
     * @param refused the others refuse it, by somebody's log
     * @param alone it lives, and has no bond
     */
    private record Expulsion(Fact refused, Fact alone) {

        static Expulsion of(CaseFile file, MemberCase member, Instant now) {
            boolean said = member.recently(EventKind.REFUSED_BY_PEER, now, RECENT)
                    || member.recently(EventKind.PEER_REFUSED, now, RECENT)
                    || member.recently(EventKind.TICKET_EXPIRED, now, RECENT);
            String by = member.refusedBy().isEmpty() ? "its peers" : Steps.list(member.refusedBy());
            Fact refused = Fact.of(
                    file.anyLogFollowed() ? Truth.of(said) : Truth.UNKNOWN,
                    member.name() + " is refused as unauthorized by " + by,
                    "no log says that " + member.name() + " is refused",
                    "whether " + member.name() + " is refused as unauthorized (no log is read)");
            double bonds = member.signal(Signal.BONDS);
            Fact alone = Fact.of(
                    Truth.seen(!Double.isNaN(bonds), bonds == 0),
                    member.name() + " lives and has had no bond since " + time(member.noBondsSince()),
                    member.name() + " has bonds",
                    "how many bonds " + member.name() + " has");
            return new Expulsion(refused, alone);
        }

        List<Fact> required() {
            return List.of(refused, alone);
        }
    }

    private static Hypothesis expired(MemberCase member, Expulsion expulsion, Instant now) {
        Instant ticket = member.last(EventKind.TICKET_EXPIRED);
        Instant quote = member.last(EventKind.QUOTE_EXPIRED);
        double expiry = member.signal(Signal.ATTESTATION_EXPIRY);
        boolean ranOut = expiry <= now.getEpochSecond();
        boolean said = within(ticket, now) || within(quote, now) || ranOut;
        Instant when = ranOut ? Instant.ofEpochSecond((long) expiry) : ticket == null ? quote : ticket;
        return new Hypothesis(
                Cause.ATTESTATION_EXPIRED,
                member.name(),
                List.of(
                        expulsion.refused(),
                        Fact.of(
                                said ? Truth.TRUE : Truth.UNKNOWN,
                                "the ticket of " + member.name() + " ran out at " + time(when),
                                "",
                                "when the ticket of " + member.name() + " ends (peers log it at DEBUG only)")),
                List.of(expulsion.alone()),
                List.of(),
                Steps.restart(member.member()) + ", which fetches a new quote; if it is refused again, check the host's"
                        + " attestation service");
    }

    private static boolean within(@Nullable Instant at, Instant now) {
        return at != null && !at.isBefore(now.minus(TICKET));
    }

    private static Hypothesis skewed(MemberCase member, Expulsion expulsion, Instant now) {
        boolean said = member.recently(EventKind.CLOCK_OFF, now, TICKET);
        return new Hypothesis(
                Cause.CLOCK_SKEW,
                member.name(),
                List.of(
                        expulsion.refused(),
                        Fact.of(said, "a log tells of a clock that is off", "no log tells of a clock that is off")),
                List.of(expulsion.alone()),
                List.of(),
                "on " + Steps.host(member.member()) + " and on its peers: chronyc tracking (or ntpdate -q)");
    }

    private static Hypothesis otherImage(MemberCase member, Expulsion expulsion, Instant now) {
        boolean said = member.recently(EventKind.IMAGE_REFUSED, now, TICKET);
        return new Hypothesis(
                Cause.IMAGE_MISMATCH,
                member.name(),
                List.of(
                        expulsion.refused(),
                        Fact.of(
                                said,
                                "a log says that the measurements of " + member.name() + " do not match",
                                "no log tells of measurements that do not match")),
                List.of(expulsion.alone()),
                List.of(),
                "compare the image of " + member.name() + " with the committee's release, and rebuild it");
    }

    private static Hypothesis refused(MemberCase member, Expulsion expulsion) {
        return new Hypothesis(
                Cause.ATTESTATION_REFUSED,
                member.name(),
                expulsion.required(),
                List.of(Fact.of(
                        member.refusals() > 1,
                        member.name() + " was refused " + member.refusals() + " times",
                        member.name() + " was refused " + member.refusals() + " times")),
                List.of(),
                Steps.readLog(member.member(), "unauthorized|expired|quote|MR_TD"));
    }

    private static Hypothesis otherGroup(CaseFile file, MemberCase member) {
        String ours = file.plan().inCommittee(member.name()) ? label(member) : null;
        String theirs = common(file, member);
        boolean both = ours != null && theirs != null;
        Fact differs = Fact.of(
                Truth.seen(both, both && !Objects.equals(ours, theirs)),
                member.name() + " is in " + ours + ", the others are in " + theirs,
                member.name() + " is in the same group and network as the others",
                "the group of " + member.name());
        Instant secret = member.last(EventKind.SECRET_REFUSED);
        return new Hypothesis(
                Cause.WRONG_GROUP,
                member.name(),
                List.of(differs),
                List.of(Fact.of(
                        secret != null,
                        "peers refused its group secret at " + time(secret),
                        "no log says that its group secret was refused")),
                List.of(),
                "compare the settings of " + member.name() + " with its peers' (committee secret, universe, heartbeat,"
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
