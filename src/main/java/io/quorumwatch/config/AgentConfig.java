package io.quorumwatch.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole configuration file.
 *
 * @param agent the agent itself
 * @param http where and how it serves
 * @param notification whom it tells
 * @param clusters what it watches, names unique
 */
public record AgentConfig(
        AgentSettings agent, HttpSettings http, NotifySettings notification, List<ClusterConfig> clusters) {

    /** Where the journal is when nothing is said. */
    public static final Path USUAL_JOURNAL = Path.of("var", "journal");

    public AgentConfig {
        clusters = List.copyOf(clusters);
    }

    /** The same configuration with other clusters, as discovery makes it. */
    public AgentConfig withClusters(List<ClusterConfig> changed) {
        return new AgentConfig(agent, http, notification, changed);
    }

    /** How many members all clusters have together. */
    public int memberCount() {
        return clusters.stream().mapToInt(cluster -> cluster.members().size()).sum();
    }

    /**
     * @param id the agent's name in logs, metrics and health; the host name by default
     * @param journalDirectory where the places are kept at which logs go on after a restart; null when it is switched off ({@code none})
     */
    public record AgentSettings(String id, @Nullable Path journalDirectory) {}

    /**
     * @param host the address to listen on
     * @param port the port to listen on; 0 picks one
     * @param webConfigFile TLS and basic authentication in the Prometheus exporter toolkit's format
     */
    public record HttpSettings(
            String host, int port, @Nullable Path webConfigFile) {}

    /**
     * @param alertmanagers base addresses of Alertmanagers
     * @param webhooks receivers of signed webhooks
     */
    public record NotifySettings(List<String> alertmanagers, List<Webhook> webhooks) {

        public NotifySettings {
            alertmanagers = List.copyOf(alertmanagers);
            webhooks = List.copyOf(webhooks);
        }
    }

    /**
     * @param url where to post
     * @param secretFile the file with the signing secret
     */
    public record Webhook(String url, @Nullable Path secretFile) {}
}
