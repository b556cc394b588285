package io.quorumwatch.cli;

import io.quorumwatch.HeapRoom;
import io.quorumwatch.config.AgentConfig;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A setting that is right, and does not do what its author may count on. It is said by {@code check} and at every start, never passed
 * over.
 *
 * @param key the setting
 * @param reason one bounded word
 * @param text what is to be known of it
 */
record ConfigWarning(String key, String reason, String text) {

    private static final Logger LOGGER = LoggerFactory.getLogger(ConfigWarning.class);

    /** All of the configuration. */
    static List<ConfigWarning> of(AgentConfig config) {
        List<ConfigWarning> warnings = new ArrayList<>();
        if (!config.notification().alertmanagers().isEmpty()) {
            warnings.add(withoutEffect("notify.alertmanagers"));
        }
        if (!config.notification().webhooks().isEmpty()) {
            warnings.add(withoutEffect("notify.webhooks"));
        }
        for (ClusterConfig cluster : config.clusters()) {
            Duration deadline = cluster.parameters().duration("round-deadline");
            if (deadline != null && cluster.pollEvery().compareTo(deadline) > 0) {
                warnings.add(new ConfigWarning(
                        cluster.name() + ".poll-every",
                        "longer_than_round_deadline",
                        "looks every " + DurationText.format(cluster.pollEvery())
                                + " show a stalled round later than its deadline of " + DurationText.format(deadline)));
            }
        }
        return warnings;
    }

    /**
     * All of the configuration, and that the heap is too small for it, which a running agent says by itself.
     *
     * @param heapBytes the heap of an agent that is started as this process was
     */
    static List<ConfigWarning> of(AgentConfig config, long heapBytes) {
        List<ConfigWarning> warnings = new ArrayList<>(of(config));
        int members = config.memberCount();
        long room = HeapRoom.members(heapBytes);
        if (members > room) {
            warnings.add(new ConfigWarning(
                    "clusters",
                    "heap_small",
                    "the heap has room for " + room + " members, and there are " + members + "; start Java with "
                            + HeapRoom.options(members)));
        }
        return warnings;
    }

    private static ConfigWarning withoutEffect(String key) {
        return new ConfigWarning(
                key, "nothing_acts_on_it_yet", "nothing is sent there in this version; alert on /metrics instead");
    }

    /** Logs all of the configuration. */
    static void log(AgentConfig config) {
        of(config)
                .forEach(warning -> LOGGER.atWarn()
                        .addKeyValue("key", warning.key)
                        .addKeyValue("reason", warning.reason)
                        .log("setting_warning"));
    }
}
