package io.quorumwatch.desk.health;

import io.quorumwatch.bus.ComponentHealth;
import io.quorumwatch.bus.HealthStatus;
import io.quorumwatch.bus.TopicTable;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.time.Instants;
import java.time.Duration;
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
    /** In order, so that ties break the same way each time. */
    private final TopicTable<Judged> topics = new TopicTable<>();

    private @Nullable Instant heard;
    private ComponentHealth health;
    /** Until when {@link #health} holds if nothing more is said. */
    private Instant holdsUntil = Instant.MAX;

    ComponentLedger(String name, boolean critical, Duration maximumAge, Instant now) {
        this.critical = critical;
        this.patience = Ageing.Patience.of(maximumAge);
        Standing unheard = Standing.UNHEARD;
        health = new ComponentHealth(name, unheard.status(), unheard.reason(), now, now, critical, unheard.details());
    }

    boolean isFor(boolean otherCritical, Duration otherMaximumAge) {
        return critical == otherCritical && patience.bearable().equals(otherMaximumAge);
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
        Ageing silence = patience.since(lastHeard);
        holdsUntil = silence.nextAfter(now);
        Standing worst = hurting().worse(blindness(now)).worse(Standing.silent(silence.at(now), lastHeard));
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
     * seen has a condition of its own, and must not take the whole cluster out.
     */
    private Standing blindness(Instant now) {
        Set<String> judgedSomewhere = new HashSet<>();
        boolean everLooked = false;
        for (Judged judged : topics.all()) {
            everLooked |= judged.everKnown() || !judged.blind();
            if (!judged.blind()) {
                judgedSomewhere.add(judged.condition());
            }
        }
        Standing worst = Standing.FINE;
        for (Judged judged : topics.all()) {
            if (judged.blind()) {
                Ageing ageing = patience.since(judged.verdict().since());
                holdsUntil = Instants.earlier(holdsUntil, ageing.nextAfter(now));
                boolean elsewhere = judgedSomewhere.contains(judged.condition());
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
        topics.removeIf(judged -> judged.subject() != null && judged.fineAndSilentSince(longAgo));
    }
}
