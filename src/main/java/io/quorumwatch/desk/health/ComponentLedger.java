package io.quorumwatch.desk.health;

import io.quorumwatch.bus.AgentDoubt;
import io.quorumwatch.bus.ComponentHealth;
import io.quorumwatch.bus.HealthStatus;
import io.quorumwatch.bus.TopicTable;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.time.Instants;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The last words of one judge about one cluster, and what they make of its component. Not for use by several threads. */
final class ComponentLedger implements Component {

    private final boolean critical;
    private final Ageing.Patience patience;
    private final Ageing.Patience whileBooting;
    /** In order, so that ties break the same way each time. */
    private final TopicTable<Judged> topics = new TopicTable<>();

    private @Nullable Instant heard;
    /** From when on its silence ages: when it was last heard, later by the time in which nobody could hear it. */
    private Instant silentFrom = Instant.MIN;

    /** While the agent doubts itself, nothing ages: from then ... */
    private Instant doubtedFrom = Instant.MIN;

    /** ... until then. */
    private Instant doubtedUntil = Instant.MIN;

    /** Until then a subject may merely not have been heard of again after a pause. */
    private Instant forgetsFrom = Instant.MIN;

    private ComponentHealth health;
    /** Until when {@link #health} holds if nothing more is said. */
    private Instant holdsUntil = Instant.MAX;

    ComponentLedger(String name, WatchedCluster cluster, Instant now) {
        this.critical = cluster.critical();
        this.patience = Ageing.Patience.of(cluster.maximumAge());
        this.whileBooting = patience.atLeast(cluster.bootsWithin());
        Standing unheard = Standing.UNHEARD;
        health = new ComponentHealth(name, unheard.status(), unheard.reason(), now, now, critical, unheard.details());
    }

    boolean isFor(WatchedCluster cluster) {
        return critical == cluster.critical()
                && patience.equals(Ageing.Patience.of(cluster.maximumAge()))
                && whileBooting.equals(patience.atLeast(cluster.bootsWithin()));
    }

    /** The agent stood still between these two: nothing has aged, and nobody has fallen silent, in that time. */
    void slept(Instant from, Instant to) {
        silentFrom = Ageing.without(from, to, silentFrom);
        topics.all().forEach(judged -> judged.slept(from, to));
        forgetsFrom = to.plus(patience.unbearable());
        holdsUntil = Instant.MIN;
    }

    /** Until the members have been looked at anew, what was true before is told, and does not age. */
    void doubt(AgentDoubt doubt) {
        doubtedFrom = doubt.at();
        doubtedUntil = doubt.until();
        holdsUntil = Instant.MIN;
    }

    /**
     * Takes in what the judge says.
     *
     * @return whether it may change status or reason; false for a mere repetition
     */
    boolean hear(Verdict verdict) {
        Judged judged = topics.get(verdict);
        boolean news = judged == null || judged.hear(verdict);
        if (judged == null) {
            topics.put(new Judged(verdict));
        }
        boolean wasSilent = heard == null || Ageing.STALE.equals(health.reason());
        if (heard == null || heard.isBefore(verdict.at())) {
            heard = verdict.at();
            silentFrom = heard;
        }
        holdsUntil = Instant.MIN;
        return wasSilent || news;
    }

    @Override
    public String name() {
        return health.name();
    }

    @Override
    public ComponentHealth health(Instant now) {
        if (heard == null) {
            return health;
        }
        if (heard.isAfter(now)) {
            // The clock went back. Without this, silence would go unnoticed until it has caught up.
            heard = now;
            silentFrom = now;
            holdsUntil = Instant.MIN;
        }
        if (now.isBefore(holdsUntil)) {
            return health;
        }
        forgetThoseWhoLeft(heard);
        Standing standing = standing(now, heard);
        boolean same = standing.status() == health.status() && Objects.equals(standing.reason(), health.reason());
        Instant since = same ? health.since() : now;
        Map<String, Object> details =
                standing.details().equals(health.details()) ? health.details() : standing.details();
        health = new ComponentHealth(
                health.name(), standing.status(), standing.reason(), since, heard, critical, details);
        return health;
    }

    private Standing standing(Instant now, Instant lastHeard) {
        boolean doubted = !now.isBefore(doubtedFrom) && now.isBefore(doubtedUntil);
        Instant aged = doubted ? doubtedFrom : now;
        Ageing silence = patience.since(silentFrom);
        holdsUntil = silence.nextAfter(aged);
        Standing worst = hurting().worse(blindness(aged)).worse(Standing.silent(silence.at(aged), lastHeard));
        holdsUntil = doubted ? Instants.earlier(holdsUntil, doubtedUntil) : holdsUntil;
        return worst.status() == HealthStatus.READY ? Standing.fine(figures()) : worst;
    }

    private Standing hurting() {
        Judged loudest = null;
        for (Judged judged : topics.all()) {
            if (judged.hurts() && judged.louderThan(loudest)) {
                loudest = judged;
            }
        }
        return loudest == null ? Standing.FINE : Standing.hurtBy(loudest);
    }

    /**
     * A condition that is judged for one subject but not for another is only ever {@code affected}: one member that cannot be
     * seen has a condition of its own, and must not take the whole cluster out. One that has not joined has such a condition, too, and
     * counts only where nothing else is seen: then there is no committee to be seen, and that has a bound.
     */
    private Standing blindness(Instant now) {
        Set<String> judgedSomewhere = new HashSet<>();
        boolean everLooked = false;
        for (Judged judged : topics.all()) {
            everLooked |= judged.everKnown() || !judged.blind();
            if (!judged.blind() && !judged.booting()) {
                judgedSomewhere.add(judged.condition());
            }
        }
        Standing worst = Standing.FINE;
        for (Judged judged : topics.all()) {
            boolean elsewhere = judgedSomewhere.contains(judged.condition());
            if (judged.blind() || (judged.booting() && !elsewhere)) {
                Ageing ageing = (judged.booting() ? whileBooting : patience).since(judged.unseenSince());
                holdsUntil = Instants.earlier(holdsUntil, ageing.nextAfter(now));
                HealthStatus stage = elsewhere ? Aggregate.atMostAffected(ageing.at(now)) : ageing.at(now);
                worst = worst.worse(Standing.blindTo(judged, stage));
            }
        }
        return everLooked || worst.status() == HealthStatus.NOT_READY ? worst : Standing.UNHEARD;
    }

    private Map<String, Object> figures() {
        Map<String, Object> figures = new HashMap<>();
        topics.all().forEach(judged -> {
            if (judged.subject() == null && judged.verdict().state() != VerdictState.UNKNOWN) {
                figures.putAll(judged.verdict().evidence());
            }
        });
        return figures;
    }

    /** Subjects come and go with discovery; one that left says ok for the last time, and is dropped once its judge has gone on. */
    private void forgetThoseWhoLeft(Instant lastHeard) {
        Instant longAgo = lastHeard.minus(patience.unbearable());
        if (lastHeard.isBefore(forgetsFrom)) {
            return;
        }
        topics.removeIf(judged -> judged.subject() != null && judged.fineAndSilentSince(longAgo));
    }
}
