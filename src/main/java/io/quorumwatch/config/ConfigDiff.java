package io.quorumwatch.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a reload has to do to get from one configuration to another. Clusters are the same when their names are; an unchanged one
 * must not notice the reload. Lists are in the order of the file that has the cluster.
 *
 * @param added clusters to begin with
 * @param removed clusters to end
 * @param changed clusters to end and to begin anew
 * @param unchanged clusters to leave alone
 * @param notificationChanged whether others are to be told than before
 * @param needingRestart keys that changed but are only read at the start
 */
public record ConfigDiff(
        List<ClusterConfig> added,
        List<ClusterConfig> removed,
        List<Change> changed,
        List<ClusterConfig> unchanged,
        boolean notificationChanged,
        List<String> needingRestart) {

    public ConfigDiff {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
        unchanged = List.copyOf(unchanged);
        needingRestart = List.copyOf(needingRestart);
    }

    /** One cluster in two versions. */
    public record Change(ClusterConfig before, ClusterConfig after) {}

    /** The difference of two valid configurations. */
    public static ConfigDiff between(AgentConfig before, AgentConfig after) {
        Map<String, ClusterConfig> rest = new LinkedHashMap<>();
        before.clusters().forEach(cluster -> rest.put(cluster.name(), cluster));
        List<ClusterConfig> added = new ArrayList<>();
        List<Change> changed = new ArrayList<>();
        List<ClusterConfig> unchanged = new ArrayList<>();
        for (ClusterConfig cluster : after.clusters()) {
            ClusterConfig earlier = rest.remove(cluster.name());
            if (earlier == null) {
                added.add(cluster);
            } else if (earlier.equals(cluster)) {
                unchanged.add(cluster);
            } else {
                changed.add(new Change(earlier, cluster));
            }
        }
        return new ConfigDiff(
                added,
                List.copyOf(rest.values()),
                changed,
                unchanged,
                !before.notification().equals(after.notification()),
                needingRestart(before, after));
    }

    /** Whether nothing has to be done at all. */
    public boolean isEmpty() {
        return added.isEmpty()
                && removed.isEmpty()
                && changed.isEmpty()
                && !notificationChanged
                && needingRestart.isEmpty();
    }

    private static List<String> needingRestart(AgentConfig before, AgentConfig after) {
        List<String> keys = new ArrayList<>();
        if (!before.agent().id().equals(after.agent().id())) {
            keys.add("agent.id");
        }
        if (!Objects.equals(before.agent().journalDirectory(), after.agent().journalDirectory())) {
            keys.add("agent.journal-directory");
        }
        if (!before.http().host().equals(after.http().host())
                || before.http().port() != after.http().port()) {
            keys.add("http.listen");
        }
        return keys;
    }
}
