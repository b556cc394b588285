package io.quorumwatch.face.log;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.event.Level;

/** What is news in the bonds of one member: by peer where its pages name peers, else by their number. Pure. */
final class LinkStory {

    /** Peers may be named by the member itself, and it may lie. */
    private static final int MOST_PEERS = 256;

    private final Set<String> up = new HashSet<>();
    private final Set<String> down = new HashSet<>();
    private double bonds = Double.NaN;

    /** Takes a reading that gave a page. */
    List<LogEntry> take(MemberReading reading) {
        List<LogEntry> news = new ArrayList<>(0);
        if (reading.restarted()) {
            up.clear();
            down.clear();
            bonds = Double.NaN;
        }
        if (up.isEmpty() && down.isEmpty() && reading.links().isEmpty()) {
            count(reading, news);
        } else {
            byPeer(reading, news);
        }
        return news;
    }

    private void byPeer(MemberReading reading, List<LogEntry> news) {
        int renamed = unheardOf(reading);
        for (String peer : List.copyOf(up)) {
            Boolean linked = reading.links().get(peer);
            if (linked == null && renamed > 0) {
                renamed--;
                up.remove(peer);
            } else if (!Boolean.TRUE.equals(linked)) {
                up.remove(peer);
                down.add(peer);
                news.add(lost(reading).with("target_peer", peer).with("reason", linked == null ? "vanished" : "down"));
            }
        }
        reading.links().forEach((peer, linked) -> {
            if (!linked && !up.contains(peer) && up.size() + down.size() < MOST_PEERS) {
                down.add(peer);
            } else if (linked && down.remove(peer)) {
                up.add(peer);
                news.add(restored(reading).with("target_peer", peer));
            } else if (linked && up.size() + down.size() < MOST_PEERS) {
                up.add(peer);
            }
        });
    }

    /** How many links are up under a name that was not there before: once a peer's name is known it stands for its identity. */
    private int unheardOf(MemberReading reading) {
        int unheardOf = 0;
        for (Map.Entry<String, Boolean> link : reading.links().entrySet()) {
            boolean known = up.contains(link.getKey()) || down.contains(link.getKey());
            unheardOf += link.getValue() && !known ? 1 : 0;
        }
        return unheardOf;
    }

    private void count(MemberReading reading, List<LogEntry> news) {
        double before = bonds;
        bonds = reading.signals().get(Signal.BONDS);
        if (bonds < before) {
            news.add(lost(reading).with("previous", (long) before).with("new", (long) bonds));
        } else if (bonds > before) {
            news.add(restored(reading).with("previous", (long) before).with("new", (long) bonds));
        }
    }

    private static LogEntry lost(MemberReading reading) {
        return LogEntry.of(Level.WARN, "bond_lost", reading.watched()).with("target_member", reading.member());
    }

    private static LogEntry restored(MemberReading reading) {
        return LogEntry.of(Level.INFO, "bond_restored", reading.watched()).with("target_member", reading.member());
    }
}
