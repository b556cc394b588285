package io.quorumwatch.cli;

import io.quorumwatch.config.AgentConfig;
import io.quorumwatch.config.ClusterConfig;
import java.util.ArrayList;
import java.util.List;

/** Settings that are understood and checked, but that nothing acts on in this version: said at every start, never passed over. */
final class WithoutEffect {

    private WithoutEffect() {}

    /** The keys of such settings in the configuration. */
    static List<String> in(AgentConfig config) {
        List<String> keys = new ArrayList<>();
        if (!config.notification().alertmanagers().isEmpty()) {
            keys.add("notify.alertmanagers");
        }
        if (!config.notification().webhooks().isEmpty()) {
            keys.add("notify.webhooks");
        }
        for (ClusterConfig cluster : config.clusters()) {
            if (cluster.discover() != null) {
                keys.add("clusters." + cluster.name() + ".discover");
            }
        }
        return keys;
    }
}
