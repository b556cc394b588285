package io.quorumwatch.desk.incident;

import static io.quorumwatch.desk.incident.Steps.time;

import io.quorumwatch.bus.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Whether a member is expelled. That no log says so is only worth something where a log would: a refused member says it aloud, but not
 * before it tries again; its judges say it at once, at the level of bonds, which is mostly switched off (facts/mosaik.md 0 and 4.2).
 *
 * @param refused the others refuse it, by somebody's log
 * @param alone it lives, and has no bond
 */
record Expulsion(Fact refused, Fact alone) {

    /** Who lost its bonds has tried again by then (facts/mosaik.md 3.4). */
    private static final Duration TRIES_AGAIN = Duration.ofMillis(67_500);

    static Expulsion of(CaseFile file, MemberCase member, Instant now) {
        Fact refused = Fact.of(
                refused(file, member, now),
                () -> member.name() + " is refused as unauthorized by " + refusers(member),
                () -> "no log says that " + member.name() + " is refused",
                () -> "whether " + member.name() + " is refused as unauthorized ("
                        + (file.anyLogFollowed() ? "no log that is read would tell" : "no log is read") + ")");
        double bonds = member.signal(Signal.BONDS);
        // Where nobody else runs there is nobody to expel it, and no bond to be had.
        boolean last = file.committee().stream().allMatch(peer -> peer == member || peer.gone());
        Fact alone = Fact.of(
                Truth.seen(!Double.isNaN(bonds), bonds == 0 && !last),
                () -> member.name() + " lives and has had no bond since "
                        + time(member.membership().noBondsSince()),
                () -> last ? "no other member runs" : member.name() + " has bonds",
                () -> "how many bonds " + member.name() + " has");
        return new Expulsion(refused, alone);
    }

    private static Truth refused(CaseFile file, MemberCase member, Instant now) {
        if (member.refusals().stand(now)) {
            return Truth.TRUE;
        }
        Instant since = member.membership().noBondsSince();
        if (since == null) {
            return file.anyLogFollowed() ? Truth.FALSE : Truth.UNKNOWN;
        }
        boolean itself = member.log().readSince(since) && !now.isBefore(since.plus(TRIES_AGAIN));
        boolean judges = file.committee().stream()
                .anyMatch(peer -> peer != member
                        && peer.log().readSince(since)
                        && peer.log().tellsOfBonds());
        return itself || judges ? Truth.FALSE : Truth.UNKNOWN;
    }

    private static String refusers(MemberCase member) {
        return member.refusals().by().isEmpty()
                ? "its peers"
                : Steps.list(member.refusals().by());
    }

    List<Fact> required() {
        return List.of(refused, alone);
    }
}
