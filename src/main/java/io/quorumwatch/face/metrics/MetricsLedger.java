package io.quorumwatch.face.metrics;

import io.quorumwatch.bus.AgentDoubt;
import io.quorumwatch.bus.ComponentHealth;
import io.quorumwatch.bus.HealthReport;
import io.quorumwatch.bus.HealthStatus;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Verdict;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the metrics page tells. Messages of clusters and members that are not expected are ignored, so that labels are
 * bounded by the configuration whatever arrives. Pure: time comes with the messages and with {@link #page}. Not for use by several
 * threads.
 */
public final class MetricsLedger {

    /** The name under which the agent judges itself; no cluster has it. */
    private static final String AGENT = "agent";

    private static final Map<HealthStatus, LabelText> STATUS = new EnumMap<>(HealthStatus.class);

    static {
        for (HealthStatus status : HealthStatus.values()) {
            STATUS.put(status, LabelText.of("status", status.word()));
        }
    }

    private final AgentLedger agent;
    private final Map<String, ClusterLedger> clusters = new HashMap<>();

    /** In the order of their names, as a page tells of them. */
    private List<ClusterLedger> inOrder = List.of();

    private @Nullable HealthReport health;

    /**
     * @param version the agent's version
     * @param agent the agent's name
     * @param startedAt when its process started
     */
    public MetricsLedger(String version, String agent, Instant startedAt) {
        this.agent = new AgentLedger(version, agent, startedAt);
        count(MetricNames.CONFIG_RELOADS, 0, "ok");
        count(MetricNames.CONFIG_RELOADS, 0, "failed");
    }

    /** Says what is watched from now on. Clusters and members that are not named any more lose all their series at once. */
    public void expect(Collection<WatchedCluster> watched) {
        clusters.keySet().retainAll(watched.stream().map(WatchedCluster::name).collect(Collectors.toSet()));
        for (WatchedCluster cluster : watched) {
            ClusterLedger known = clusters.get(cluster.name());
            if (known == null) {
                clusters.put(cluster.name(), new ClusterLedger(cluster));
            } else {
                known.expect(cluster);
            }
        }
        inOrder = clusters.values().stream()
                .sorted(Comparator.comparing(ClusterLedger::name))
                .toList();
    }

    public void reading(MemberReading reading) {
        in(reading.watched(), cluster -> cluster.reading(reading));
    }

    public void verdict(Verdict verdict) {
        in(verdict.watched(), cluster -> {
            if (cluster.judges(verdict.condition())) {
                cluster.verdict(verdict);
                agent.verdict(verdict);
            }
        });
    }

    public void health(HealthReport report) {
        health = report;
    }

    public void doubt(AgentDoubt doubt) {
        if (doubt.reason().equals("paused")) {
            agent.paused();
        }
    }

    /** Bytes of a page that was read from a member of the cluster. */
    public void bytesRead(String watched, long bytes) {
        in(watched, cluster -> cluster.bytesRead(bytes));
    }

    /** How late a timer of an event loop fired. */
    public void loopLag(double seconds) {
        agent.loopLag(seconds);
    }

    /** The open incidents of a cluster by severity; severities that are missing have none. */
    public void incidentsOpen(String watched, Map<Severity, Integer> open) {
        in(watched, cluster -> cluster.incidentsOpen(open));
    }

    /**
     * Adds to one of the agent's own counters: notifications, journal writes, reloads. A part that starts adds 0 to each of its series,
     * so that they exist before anything has happened.
     *
     * @param labelValues one for each label of the family, in its order
     */
    public void count(MetricNames family, long more, String... labelValues) {
        agent.count(family, List.of(labelValues), more);
    }

    /** Begins a page as of the given time. The ledger may change between its slices; each family of a cluster is written at once. */
    PageRendering page(MetricsFormat format, Instant now) {
        return new PageRendering(this, inOrder, new PageWriter(format), now);
    }

    void writeAgent(MetricNames family, PageWriter page) {
        agent.write(family, page);
        if (family == MetricNames.COMPONENT_STATUS) {
            writeComponents(AGENT, LabelText.of("watched", AGENT), page);
        }
    }

    void writeCluster(MetricNames family, PageWriter page, ClusterLedger cluster, Instant now) {
        if (family == MetricNames.COMPONENT_STATUS) {
            if (cluster.name().equals(AGENT)) {
                return;
            }
            writeComponents(cluster.name(), cluster.labels(), page);
        } else {
            ClusterFamilies.write(family, page, cluster, now);
        }
    }

    /** Components are sorted by name, so those of one owner stand between {@code owner/} and {@code owner0}, the next character. */
    private void writeComponents(String owner, LabelText watched, PageWriter page) {
        HealthReport report = health;
        if (report == null) {
            return;
        }
        for (ComponentHealth component :
                report.components().subMap(owner + '/', owner + '0').values()) {
            String name = component.name().substring(owner.length() + 1);
            if (name.indexOf('/') < 0) {
                LabelText labels = watched.and("component", name);
                STATUS.forEach((status, text) -> page.sample(labels, text, status == component.status() ? 1 : 0));
            }
        }
    }

    private void in(String watched, Consumer<ClusterLedger> change) {
        ClusterLedger cluster = clusters.get(watched);
        if (cluster != null) {
            change.accept(cluster);
        }
    }
}
