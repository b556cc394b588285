package io.quorumwatch.cli;

import io.quorumwatch.config.AgentConfig;
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
        return keys;
    }
}
