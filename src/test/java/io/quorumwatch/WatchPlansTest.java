package io.quorumwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.Concern;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.Parameters;
import io.quorumwatch.desk.health.WatchedCluster;
import io.quorumwatch.profile.Profiles;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which components health expects of which clusters. */
class WatchPlansTest {

    private final WatchPlans plans = new WatchPlans(Profiles.load());

    private static ClusterConfig cluster(String name, String profile, Map<String, Object> parameters) {
        return new ClusterConfig(
                name,
                profile,
                Duration.ofSeconds(1),
                Duration.ofMillis(900),
                true,
                new Parameters(parameters),
                Map.of(),
                List.of(),
                null);
    }

    private Set<Concern> concerns(String name, ClusterConfig... clusters) {
        return WatchPlans.forHealth(plans.of(List.of(clusters))).stream()
                .filter(watched -> watched.name().equals(name))
                .map(WatchedCluster::concerns)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSingleClusterHasNoUniverse() {
        assertThat(concerns("acme", cluster("acme", "zipnet", Map.of())))
                .contains(Concern.DISCOVERY, Concern.ATTESTATION, Concern.ESCALATION)
                .doesNotContain(Concern.UNIVERSE);
    }

    @Test
    void clustersOfOneUniverseShareIt() {
        ClusterConfig acme = cluster("acme", "zipnet", Map.of());
        ClusterConfig beta = cluster("beta", "mosaik", Map.of());
        ClusterConfig other = cluster("other", "zipnet", Map.of("network", "e03989181c"));
        assertThat(concerns("acme", acme, beta, other)).contains(Concern.UNIVERSE);
        assertThat(concerns("beta", acme, beta, other)).contains(Concern.UNIVERSE);
        assertThat(concerns("other", acme, beta, other)).doesNotContain(Concern.UNIVERSE);
    }

    @Test
    void aSecondClusterDoesNotDisturbThePlanOfTheFirst() {
        ClusterConfig acme = cluster("acme", "zipnet", Map.of());
        WatchPlan alone = plans.of(List.of(acme)).get(0);
        assertThat(plans.of(List.of(acme, cluster("beta", "zipnet", Map.of()))).get(0))
                .isSameAs(alone);
    }

    @Test
    void etcdHasNeitherGossipNorTicketsNorUniverse() {
        ClusterConfig one = cluster("one", "etcd", Map.of());
        ClusterConfig two = cluster("two", "etcd", Map.of());
        assertThat(concerns("one", one, two))
                .containsExactlyInAnyOrder(Concern.LEADER, Concern.BOND, Concern.RAFT, Concern.MEMBER, Concern.WATCHER);
    }
}
