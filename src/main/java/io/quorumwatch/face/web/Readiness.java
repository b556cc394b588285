package io.quorumwatch.face.web;

import io.quorumwatch.desk.health.ClusterView;
import io.quorumwatch.desk.health.ClusterViews;
import io.quorumwatch.desk.health.MemberView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether the agent can serve: its configuration is loaded, and the first look at every cluster is done, or was given up for a reason.
 * How the clusters are is not asked: a watcher that leaves when it has news is of no use.
 *
 * @param missing what is still to come
 * @param givenUp what has been tried once and not seen
 */
record Readiness(List<String> missing, List<String> givenUp) {

    /** How long a cluster may go without a single member before its discovery is given up. */
    static final Duration DISCOVERY = Duration.ofSeconds(30);

    static Readiness of(ClusterViews views, Instant now) {
        List<String> missing = new ArrayList<>();
        List<String> givenUp = new ArrayList<>();
        if (!views.declared()) {
            missing.add("configuration: not loaded");
        }
        for (ClusterView cluster : views.all().values()) {
            if (cluster.members().isEmpty()) {
                boolean late = cluster.declaredAt().plus(DISCOVERY).isBefore(now);
                (late ? givenUp : missing).add(cluster.name() + ": no member found");
            }
            for (MemberView member : cluster.members().values()) {
                String name = cluster.name() + "/" + member.name();
                if (member.last() == null && !cluster.looked()) {
                    missing.add(name + ": not looked at");
                } else if (member.last() != null && member.last().failure() != null && member.lastSeen() == null) {
                    givenUp.add(name + ": " + member.last().failureText());
                }
            }
        }
        return new Readiness(missing, givenUp);
    }

    boolean ready() {
        return missing.isEmpty();
    }

    Answer answer(boolean shuttingDown, boolean pretty) {
        String status = shuttingDown ? "shutting_down" : ready() ? "ready" : "not_ready";
        Map<String, Object> json = new TreeMap<>(Map.of("status", status, "missing", missing, "given_up", givenUp));
        return Answer.json(ready() && !shuttingDown ? 200 : 503, json, pretty);
    }
}
