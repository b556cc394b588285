package io.quorumwatch.simulate;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The gossip figures of one process. Peers are found by catalogue sync at the start, which writes no gauge; the catalogue's gauge appears
 * with the first announcement that gossip brings (every 22.5 to 67.5 s from each peer), and a peer that crashed stays in the catalogue
 * for 300 s (facts, sections 2.2 and 5.1).
 */
final class Discovery {

    private static final long LEAST_PAUSE = 22_500_000;
    private static final long MOST_PAUSE = 67_500_000;
    private static final long PURGE_AFTER = 300_000_000;
    private static final int MOST_NEIGHBORS = 5;

    private final Universe universe;
    private final MemberProcess process;
    private final Map<String, Long> heardAt = new TreeMap<>();
    private OptionalLong catalogGauge = OptionalLong.empty();
    private long neighbors;
    private final long catalogSyncs;
    private long discovered;
    private long updated;
    private long departed;

    Discovery(Universe universe, MemberProcess process) {
        this.universe = universe;
        this.process = process;
        this.catalogSyncs = universe.options.members() + universe.between(0, universe.options.members());
    }

    void start() {
        for (MemberProcess other : universe.processes()) {
            if (other != process && reaches(other)) {
                meet(other.name());
                other.discovery().meet(process.name());
            }
        }
        scheduleAnnouncement();
    }

    private void meet(String peer) {
        heardAt.put(peer, universe.timeline.now());
        neighbors = Math.min(heardAt.size(), MOST_NEIGHBORS);
    }

    private void scheduleAnnouncement() {
        universe.timeline.after(universe.between(LEAST_PAUSE, MOST_PAUSE), process, this::announce);
    }

    private void announce() {
        long reached = 0;
        for (MemberProcess other : universe.processes()) {
            if (other != process && reaches(other)) {
                reached++;
                other.discovery().hear(process.name());
            }
        }
        neighbors = Math.min(reached, MOST_NEIGHBORS);
        long oldest = universe.timeline.now() - PURGE_AFTER;
        int known = heardAt.size();
        heardAt.values().removeIf(at -> at < oldest);
        if (heardAt.size() < known) {
            departed += known - heardAt.size();
            catalogGauge = OptionalLong.of(heardAt.size());
        }
        scheduleAnnouncement();
    }

    private void hear(String peer) {
        if (heardAt.put(peer, universe.timeline.now()) == null) {
            discovered++;
        } else {
            updated++;
        }
        catalogGauge = OptionalLong.of(heardAt.size());
    }

    private boolean reaches(MemberProcess other) {
        return other.joined() && !other.asleep() && universe.faults.carries(process.name(), other.name());
    }

    OptionalLong catalogGauge() {
        return catalogGauge;
    }

    long neighbors() {
        return neighbors;
    }

    long catalogSyncs() {
        return catalogSyncs;
    }

    long discovered() {
        return discovered;
    }

    long updated() {
        return updated;
    }

    long departed() {
        return departed;
    }
}
