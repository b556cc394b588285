package io.quorumwatch.simulate;

import java.util.HashMap;
import java.util.Map;

/**
 * Who tries to bond with whom, and when. A bond is tried soon after a start and when a ticket is renewed, and otherwise only when the
 * catalogue changes; so a lost bond waits for {@link CommitteeOptions#rebond()}, again and again until it succeeds.
 */
final class Bonding {

    private static final long SOON_LEAST = 50_000;
    private static final long SOON_MOST = 500_000;

    /** Half bonds come last, so that no later bond corrects the gauges. */
    private static final long HALF_BOND_DELAY = 1_200_000;

    private record Pair(String one, String other, GroupKind kind) {
        static Pair of(String a, String b, GroupKind kind) {
            return a.compareTo(b) < 0 ? new Pair(a, b, kind) : new Pair(b, a, kind);
        }
    }

    private final Universe universe;
    private final Map<Pair, Timeline.Event> attempts = new HashMap<>();
    private long bonds;

    Bonding(Universe universe) {
        this.universe = universe;
    }

    void soon(String one, String other, GroupKind kind) {
        Pair pair = Pair.of(one, other, kind);
        long delay = universe.faults.halves(one, other) ? HALF_BOND_DELAY : universe.between(SOON_LEAST, SOON_MOST);
        schedule(pair, delay);
    }

    /** Waits for the next change of the catalogue, unless an attempt is due already. */
    void later(String one, String other, GroupKind kind) {
        Pair pair = Pair.of(one, other, kind);
        if (!attempts.containsKey(pair)) {
            schedule(pair, universe.between(universe.options.rebond()));
        }
    }

    private void schedule(Pair pair, long delay) {
        Timeline.Event earlier = attempts.put(pair, universe.timeline.timer(delay, null, () -> attempt(pair)));
        if (earlier != null) {
            earlier.cancel();
        }
    }

    private void attempt(Pair pair) {
        attempts.remove(pair);
        MemberProcess one = universe.process(pair.one());
        MemberProcess other = universe.process(pair.other());
        if (one == null || other == null) {
            return; // A start begins the attempts anew.
        }
        if (!one.joined() || !other.joined() || bonded(one, other, pair.kind())) {
            return;
        }
        boolean reachable = !one.asleep() && !other.asleep() && universe.faults.carries(pair.one(), pair.other());
        if (!reachable) {
            later(pair.one(), pair.other(), pair.kind());
        } else if (!universe.faults.trust(pair.one(), pair.other(), pair.kind())) {
            refuse(one, pair.other(), pair.kind());
            refuse(other, pair.one(), pair.kind());
            later(pair.one(), pair.other(), pair.kind());
        } else {
            connect(one, other, pair.kind());
        }
    }

    private void refuse(MemberProcess process, String peer, GroupKind kind) {
        if (universe.faults.isOn(Fault.EXPIRE_TICKET, process.name())) {
            process.group(kind).refusedBy(peer);
        }
        if (universe.faults.isOn(Fault.EXPIRE_TICKET, peer)) {
            process.group(kind).rejects(peer);
        }
    }

    private void connect(MemberProcess one, MemberProcess other, GroupKind kind) {
        long bond = ++bonds;
        one.group(kind).bonds().establish(other.name(), bond);
        other.group(kind).bonds().establish(one.name(), bond);
        if (universe.faults.halves(one.name(), other.name())) {
            halve(one, other, kind);
        }
    }

    /** Loses the bond of the two without either gauge noticing. */
    void halve(MemberProcess one, MemberProcess other, GroupKind kind) {
        one.group(kind).bonds().dropUnnoticed(other.name());
        other.group(kind).bonds().dropUnnoticed(one.name());
    }

    private static boolean bonded(MemberProcess one, MemberProcess other, GroupKind kind) {
        BondEnd end = one.group(kind).bonds().end(other.name());
        BondEnd otherEnd = other.group(kind).bonds().end(one.name());
        return end != null && otherEnd != null && end.bond == otherEnd.bond;
    }
}
