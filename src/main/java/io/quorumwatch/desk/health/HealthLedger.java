package io.quorumwatch.desk.health;

import io.quorumwatch.bus.AgentDoubt;
import io.quorumwatch.bus.ComponentHealth;
import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.HealthReport;
import io.quorumwatch.bus.HealthStatus;
import io.quorumwatch.bus.Incident;
import io.quorumwatch.bus.Verdict;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The last word of every judge, and what it means for health.
 *
 * <p>Only those are listened to who are expected, so that a late verdict cannot bring back a cluster that has been removed. Taking in a
 * verdict costs as much as its component has conditions, a report as much as there are components. Not for use by several threads.
 */
public final class HealthLedger {

    /** The prefix of the components that are about the agent itself; no cluster may have this name. */
    public static final String AGENT = "agent";

    private final AgentIdentity identity;
    private final Map<String, Map<Concern, ComponentLedger>> clusters = new HashMap<>();

    /** The open incident of each cluster, as the report tells it. */
    private final SortedMap<String, Map<String, Object>> incidents = new TreeMap<>();

    private final Map<String, AgentPart> parts = new HashMap<>();
    private final AgentLoop loop;
    private final SortedMap<String, Component> components = new TreeMap<>();
    private final SortedMap<String, ComponentHealth> healths = new TreeMap<>();
    private long edition;

    /**
     * @param identity what the report says about the agent
     * @param now since when its own components are fine
     */
    public HealthLedger(AgentIdentity identity, Instant now) {
        this.identity = identity;
        loop = new AgentLoop(now);
        add(loop, now);
    }

    /**
     * Declares who judges a cluster. Until a judge has spoken, its component is {@code not_ready} with reason {@code not-looked-yet}.
     *
     * <p>Of a cluster that is expected already, judges that are no longer named are dropped, and the others keep what they said,
     * unless they are now of other weight or patience. A cluster cannot be called {@code agent}.
     */
    public void expect(WatchedCluster cluster, Instant now) {
        if (cluster.name().equals(AGENT)) {
            throw new IllegalArgumentException("a cluster cannot be called " + AGENT);
        }
        Map<Concern, ComponentLedger> judges =
                clusters.computeIfAbsent(cluster.name(), name -> new EnumMap<>(Concern.class));
        for (Concern concern : Concern.values()) {
            ComponentLedger present = judges.get(concern);
            if (!cluster.concerns().contains(concern)) {
                remove(judges.remove(concern));
            } else if (present == null || !present.isFor(cluster)) {
                String name = cluster.name() + "/" + concern.word();
                ComponentLedger judge = new ComponentLedger(name, cluster, now);
                judges.put(concern, judge);
                add(judge, now);
            }
        }
    }

    /** Takes the cluster and all its components out. */
    public void forget(String watched) {
        incidents.remove(watched);
        Map<Concern, ComponentLedger> gone = clusters.remove(watched);
        if (gone != null) {
            gone.values().forEach(this::remove);
        }
    }

    /**
     * Takes in what a judge says.
     *
     * @return whether the status or reason of its component has changed
     */
    public boolean hear(Verdict verdict) {
        Map<Concern, ComponentLedger> concerns = clusters.get(verdict.watched());
        ComponentLedger component = concerns == null ? null : concerns.get(verdict.concern());
        long before = edition;
        if (component != null && component.hear(verdict)) {
            review(component, verdict.at());
        }
        return edition != before;
    }

    /**
     * Takes in what happened to an incident; open ones are told in the report's details.
     *
     * @return true: something has changed
     */
    public boolean hear(Incident incident) {
        if (incident.resolved() || !clusters.containsKey(incident.watched())) {
            incidents.remove(incident.watched());
        } else {
            incidents.put(
                    incident.watched(),
                    Map.of(
                            "id", incident.id(),
                            "watched", incident.watched(),
                            "severity", incident.severity().word(),
                            "cause", incident.firstCause().cause(),
                            "likelihood", incident.firstCause().likelihood().word(),
                            "subjects", incident.firstCause().subjects(),
                            "next", incident.firstCause().next()));
        }
        edition++;
        return true;
    }

    /**
     * Takes in that the agent doubts itself.
     *
     * @return whether the status or reason of {@code agent/loop} has changed
     */
    public boolean doubt(AgentDoubt doubt) {
        long before = edition;
        loop.doubt(doubt);
        judges().forEach(judge -> judge.doubt(doubt));
        review(loop, doubt.at());
        return edition != before;
    }

    /**
     * Takes in that nothing could be heard between these two times, because the agent itself stood still: what it was told before does
     * not age in that time, and who could not be heard has not been silent.
     */
    public void slept(Instant from, Instant to) {
        judges().forEach(judge -> judge.slept(from, to));
    }

    private Stream<ComponentLedger> judges() {
        return clusters.values().stream().flatMap(judges -> judges.values().stream());
    }

    /**
     * Takes in what a part of the agent says about itself: the component {@code agent/<part>}. It is believed until it speaks again.
     *
     * @param reason one bounded word, null when it is ready
     * @return whether its status or reason has changed, or it is new
     */
    public boolean note(
            String part, HealthStatus status, @Nullable String reason, Map<String, Object> details, Instant at) {
        String name = AGENT + "/" + part;
        if (name.equals(AgentLoop.NAME)) {
            throw new IllegalArgumentException(name + " is judged by doubts alone");
        }
        long before = edition;
        AgentPart speaking = parts.get(name);
        if (speaking == null) {
            speaking = new AgentPart(name, at);
            parts.put(name, speaking);
            components.put(name, speaking);
        }
        speaking.note(status, reason, details, at);
        review(speaking, at);
        return edition != before;
    }

    /** Grows with every change of status or reason of a component, and with components that come or go; never by mere ageing of figures. */
    public long edition() {
        return edition;
    }

    /** The aggregate at this time; {@code not_ready} when no cluster is watched, however well the agent itself is. */
    public HealthReport report(Instant now) {
        components.values().forEach(component -> review(component, now));
        Map<String, Object> details = identity.details(now);
        if (!incidents.isEmpty()) {
            details.put("incidents", List.copyOf(incidents.values()));
        }
        if (clusters.isEmpty()) {
            details.put("reason", "no-components");
            return new HealthReport(HealthStatus.NOT_READY, now, List.of(), details, healths);
        }
        return Aggregate.of(healths, now, details);
    }

    private void add(Component component, Instant now) {
        components.put(component.name(), component);
        healths.put(component.name(), component.health(now));
        edition++;
    }

    private void remove(@Nullable Component gone) {
        if (gone != null) {
            components.remove(gone.name());
            healths.remove(gone.name());
            edition++;
        }
    }

    private void review(Component component, Instant now) {
        ComponentHealth next = component.health(now);
        ComponentHealth before = healths.put(next.name(), next);
        if (before == null || before.status() != next.status() || !Objects.equals(before.reason(), next.reason())) {
            edition++;
        }
    }
}
