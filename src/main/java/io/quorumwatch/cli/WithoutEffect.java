package io.quorumwatch.cli;

import io.quorumwatch.config.AgentConfig;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settings that are understood and checked, but that nothing acts on in this version: said at every start, never passed over. */
final class WithoutEffect {

    private static final Logger LOGGER = LoggerFactory.getLogger(WithoutEffect.class);

    private WithoutEffect() {}

    /** Warns about each of them. */
    static void warn(AgentConfig config) {
        in(config)
                .forEach(key -> LOGGER.atWarn()
                        .addKeyValue("key", key)
                        .addKeyValue("reason", "nothing_acts_on_it_yet")
                        .log("setting_without_effect"));
    }

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
