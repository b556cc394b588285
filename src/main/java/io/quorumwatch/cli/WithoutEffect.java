package io.quorumwatch.cli;

import io.quorumwatch.config.AgentConfig;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.MemberConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Settings that are understood and checked, but that nothing acts on in this version: said at every start, never passed over. */
final class WithoutEffect {

    private WithoutEffect() {}

    /** The keys of such settings in the configuration. */
    static List<String> in(AgentConfig config) {
        List<String> keys = new ArrayList<>();
        Path journal = config.agent().journalDirectory();
        if (journal != null && !journal.equals(AgentConfig.USUAL_JOURNAL)) {
            // Whoever writes the default down cannot be told from whoever writes nothing.
            keys.add("agent.journal-directory");
        }
        if (!config.notification().alertmanagers().isEmpty()) {
            keys.add("notify.alertmanagers");
        }
        if (!config.notification().webhooks().isEmpty()) {
            keys.add("notify.webhooks");
        }
        for (ClusterConfig cluster : config.clusters()) {
            for (MemberConfig member : cluster.members()) {
                if (member.logs() != null) {
                    keys.add("clusters." + cluster.name() + ".members." + member.name() + ".logs");
                }
            }
        }
        return keys;
    }
}
