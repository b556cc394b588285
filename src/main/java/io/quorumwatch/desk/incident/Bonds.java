package io.quorumwatch.desk.incident;

import static io.quorumwatch.desk.incident.Steps.time;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a member's peers show of their bonds to it. Links by peer are exact; of a mere count only so much is taken as it proves, since
 * peers that have lost somebody else lack a bond, too.
 */
final class Bonds {

    /** Bonds are given up after 3.9 to 5.5 s of silence (facts/mosaik.md 5.1); the peers say so within the next looks. */
    private static final Duration PEERS_NOTICE = Duration.ofSeconds(30);

    /**
     * Bonds that are still there after this time and two looks are kept: who falls silent is given up by mosaik after 5.5 s at the
     * latest (facts/mosaik.md 5.1), and by etcd, whose peers write at least every 5/3 s, after reading nothing for 5 s (rafthttp's
     * {@code ConnReadTimeout}). In recordings of real members that stopped or stood still it took at most 5.0 s
     * from the first look that failed.
     */
    private static final Duration GIVEN_UP = Duration.ofSeconds(6);

    private Bonds() {}

    /** Its peers dropped it, by their logs or by their pages. */
    static Fact lostTo(CaseFile file, MemberCase member) {
        Instant silent = saidLostAt(member);
        Supplier<String> unknown = () -> "whether peers have lost their bonds to " + member.name();
        if (silent != null) {
            return new Fact(
                    Truth.TRUE, () -> "its peers gave up their bonds to " + member.name() + " at " + time(silent));
        }
        if (!member.inCommittee() || !member.everStarted()) {
            // Who never was there cannot have been lost.
            return new Fact(Truth.UNKNOWN, unknown);
        }
        Count count = Count.of(file, member);
        boolean byAll = count.lost > 0 && count.lost == count.answering;
        return Fact.of(
                byAll ? Truth.TRUE : count.kept > 0 ? Truth.FALSE : Truth.UNKNOWN,
                () -> "all " + count.answering + " peers of " + member.name() + " that answer lack their bond to it",
                () -> count.kept + " of " + count.answering + " peers of " + member.name()
                        + " have kept their bond to it",
                unknown);
    }

    /** When a peer's log said, about when the member began to fail, that it gave up its bond; null when none did. */
    private static @Nullable Instant saidLostAt(MemberCase member) {
        Instant silent = member.events().last(EventKind.BOND_SILENT);
        Instant since = member.failingSince();
        return silent != null
                        && since != null
                        && Duration.between(silent, since).abs().compareTo(PEERS_NOTICE) < 0
                ? silent
                : null;
    }

    /** Takes in what the peers of a member show while it does not answer. */
    static void compare(CaseFile file, MemberCase member) {
        if (member.failsSoSince() != null && !areAllKept(file, member)) {
            member.outage().isLacked();
        }
    }

    /** Whether all its peers that answer have kept their bonds to it all the time since it began to fail as it does, and long enough. */
    static boolean keptTo(CaseFile file, MemberCase member, Instant now) {
        return isKeptSince(file, member) && noticed(file, member, now);
    }

    /** Whether they have kept them so far, which they would have in any case: it is too early to tell by that how the member is. */
    static boolean keptSoFar(CaseFile file, MemberCase member, Instant now) {
        return isKeptSince(file, member) && !noticed(file, member, now);
    }

    private static boolean noticed(CaseFile file, MemberCase member, Instant now) {
        Instant since = member.failsSoSince();
        Duration enough = GIVEN_UP.plus(file.plan().terms().pollEvery().multipliedBy(2));
        return since != null && Duration.between(since, now).compareTo(enough) >= 0;
    }

    private static boolean isKeptSince(CaseFile file, MemberCase member) {
        return member.failsSoSince() != null
                && member.inCommittee()
                && !member.outage().wasLacked()
                && saidLostAt(member) == null
                && areAllKept(file, member);
    }

    /** What that leaves open. */
    static Fact peersWillTell(MemberCase member) {
        return new Fact(
                Truth.UNKNOWN,
                () -> "whether peers of " + member.name() + " give up their bonds to it: they still show them so far");
    }

    private static boolean areAllKept(CaseFile file, MemberCase member) {
        Count count = Count.of(file, member);
        return count.kept > 0 && count.kept == count.answering;
    }

    /** Whether its peers show it among them at present: unknown where they disagree. */
    static Truth shownTo(CaseFile file, MemberCase member) {
        if (!member.inCommittee()) {
            return Truth.FALSE;
        }
        Count count = Count.of(file, member);
        return count.kept == 0 ? Truth.FALSE : count.lost == 0 ? Truth.TRUE : Truth.UNKNOWN;
    }

    /**
     * The peers of a member.
     *
     * @param answering those whose pages tell of bonds
     * @param lost those that surely have no bond to it
     * @param kept those that surely have one
     */
    private record Count(int answering, int lost, int kept) {

        static Count of(CaseFile file, MemberCase member) {
            int others = file.plan().terms().committeeSize() - 1;
            int away = (int) file.committee().stream()
                    .filter(each -> each != member && !each.answers())
                    .count();
            int answering = 0;
            int lost = 0;
            int kept = 0;
            for (MemberCase peer : file.committee()) {
                double bonds = peer.signal(Signal.BONDS);
                Boolean link = peer.linkedTo(member);
                if (peer == member || Double.isNaN(bonds) && link == null) {
                    continue;
                }
                answering++;
                boolean surelyLost = link == null ? bonds < others - away : !link;
                boolean surelyKept = link == null ? bonds >= others : link;
                lost += surelyLost ? 1 : 0;
                kept += surelyKept ? 1 : 0;
            }
            return new Count(answering, lost, kept);
        }
    }
}
