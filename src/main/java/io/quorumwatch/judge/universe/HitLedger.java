package io.quorumwatch.judge.universe;

import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.Topic;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which clusters of one universe are hit at present, and when each of their troubles began to page. */
final class HitLedger {

    /** Troubles that begin so close to each other count as one. */
    static final Duration TOGETHER = Duration.ofSeconds(60);

    /** Members' own troubles, tickets and escalations are no business of a universe. */
    private static final Set<Concern> CONCERNS =
            Collections.unmodifiableSet(EnumSet.of(Concern.LEADER, Concern.BOND, Concern.ROUND, Concern.DISCOVERY));

    /** Three heartbeats: a subject that its judge has not named for so long has left. */
    private static final Duration SILENT = Duration.ofSeconds(15);

    /** Verdicts come from judges, whose subjects are bounded by the configuration; this only bounds the memory. */
    private static final int MOST = 1024;

    private final Map<String, Map<Topic, Trouble>> troubles = new TreeMap<>();
    private final Map<String, Boolean> beating = new HashMap<>();
    private final Set<String> heard = new TreeSet<>();

    /**
     * One condition of one subject that pages.
     *
     * @param pagedAt when it began to
     * @param saidAt when that was last said
     */
    private record Trouble(Instant pagedAt, Instant saidAt) {}

    /**
     * Takes in a verdict.
     *
     * @return whether it may change what is said of the universe: a trouble came or went, or the cluster is heard of for the first time
     */
    boolean hear(Verdict verdict) {
        if (!CONCERNS.contains(verdict.concern())) {
            return false;
        }
        String cluster = verdict.watched();
        boolean news = heard.add(cluster);
        if (verdict.state() == verdict.previous()) {
            beating.put(cluster, true);
        }
        Map<Topic, Trouble> known = troubles.computeIfAbsent(cluster, name -> new HashMap<>());
        Topic what = verdict.topic();
        Trouble before = known.get(what);
        if (verdict.firing() && verdict.severity().pages()) {
            if (before != null || known.size() < MOST) {
                known.put(what, new Trouble(before == null ? verdict.at() : before.pagedAt(), verdict.at()));
                news |= before == null;
            }
        } else if (before != null && verdict.state() == VerdictState.UNKNOWN && blind(verdict)) {
            // Not seen any more is not over.
            known.put(what, new Trouble(before.pagedAt(), verdict.at()));
        } else {
            news |= known.remove(what) != null;
        }
        return news;
    }

    private static boolean blind(Verdict verdict) {
        return !UnknownReason.handsOver(verdict.reason());
    }

    /** Where heartbeats are heard, what is not repeated has left. */
    void forgetSilent(Instant now) {
        troubles.forEach((cluster, known) -> {
            if (beating.getOrDefault(cluster, false)) {
                known.values().removeIf(trouble -> now.isAfter(trouble.saidAt().plus(SILENT)));
            }
        });
    }

    void forget(Collection<String> leaving) {
        leaving.forEach(troubles::remove);
        leaving.forEach(beating::remove);
        heard.removeAll(leaving);
    }

    /** Whether anything was ever said of the cluster. */
    boolean heardOf(String cluster) {
        return heard.contains(cluster);
    }

    /** The clusters, this one included, that were hit together with this one; empty when it is not hit, or alone. */
    SortedSet<String> hitWith(String cluster) {
        SortedSet<String> together = new TreeSet<>();
        for (String other : troubles.keySet()) {
            if (!other.equals(cluster) && closest(cluster, other) != null) {
                together.add(other);
            }
        }
        if (!together.isEmpty()) {
            together.add(cluster);
        }
        return together;
    }

    /** How far apart the nearest troubles of the two began; null when they do not count as together. */
    @Nullable
    Duration closest(String cluster, String other) {
        Duration closest = null;
        for (Trouble one : troubles.getOrDefault(cluster, Map.of()).values()) {
            for (Trouble two : troubles.getOrDefault(other, Map.of()).values()) {
                Duration apart = Duration.between(one.pagedAt(), two.pagedAt()).abs();
                if (apart.compareTo(TOGETHER) <= 0 && (closest == null || apart.compareTo(closest) < 0)) {
                    closest = apart;
                }
            }
        }
        return closest;
    }

    /** When this cluster's present troubles began, the first of them; {@link Instant#MAX} when it has none. */
    Instant hitSince(String cluster) {
        return troubles.getOrDefault(cluster, Map.of()).values().stream()
                .map(Trouble::pagedAt)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }
}
