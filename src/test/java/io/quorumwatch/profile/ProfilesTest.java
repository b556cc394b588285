package io.quorumwatch.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorumwatch.bus.Signal;
import io.quorumwatch.catalogue.Condition;
import io.quorumwatch.catalogue.Limit;
import io.quorumwatch.config.ConfigVocabulary;
import io.quorumwatch.profile.definition.InvalidProfileException;
import io.quorumwatch.profile.definition.Profile;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProfilesTest {

    private final Profiles profiles = Profiles.load();

    @Test
    void theJarsProfilesAreRightAndOverrideOnlyWhatTheCatalogueHas() {
        ConfigVocabulary vocabulary = new ProfileVocabulary(profiles, Condition.keys(), Limit.ranges());

        assertThat(vocabulary.profiles()).containsExactly("etcd", "mosaik", "zipnet");
        assertThat(vocabulary.profiles())
                .allSatisfy(name -> assertThat(vocabulary.profile(name)).isNotNull());
        assertThat(vocabulary.profile("zipnet").defaultRole()).isEqualTo("committee");
        assertThat(vocabulary.profile("etcd").roles()).containsExactlyInAnyOrder("member", "learner");
    }

    @Test
    void anUnknownConditionInAProfileThatIsUsedStopsTheStart() {
        ConfigVocabulary vocabulary = new ProfileVocabulary(profiles, Set.of("leader-absent"), Limit.ranges());

        assertThatThrownBy(() -> vocabulary.profile("zipnet"))
                .isInstanceOf(InvalidProfileException.class)
                .hasMessageContaining("round-stall");
    }

    @Test
    void zipnetExpectsRoundsAndMosaikDoesNot() {
        assertThat(profiles.profile("zipnet").terms().defaults())
                .containsEntry("round-period", Duration.ofSeconds(3))
                .containsEntry("round-deadline", Duration.ofSeconds(15))
                .containsEntry("election-timeout", Duration.ofMillis(2500))
                .doesNotContainKey("expected-clients");
        assertThat(profiles.profile("zipnet").groupSignals()).containsKey(Signal.ROUNDS_FINALIZED);
        assertThat(profiles.profile("mosaik").groupSignals()).doesNotContainKey(Signal.ROUNDS_FINALIZED);
        assertThat(profiles.profile("mosaik").thresholds().get("round-stall"))
                .matches(override -> override != null && !override.enabled());
        assertThat(profiles.profile("zipnet").thresholds().get("round-stall"))
                .matches(override -> override != null && override.enabled());
    }

    @Test
    void namesThatOnlyTheDocumentsPromiseAreKeptApart() {
        Profile zipnet = profiles.profile("zipnet");

        assertThat(zipnet.documentedFamilies())
                .containsExactlyInAnyOrder(
                        "mosaik_groups_leader_is_local",
                        "mosaik_groups_bonds",
                        "mosaik_groups_committed_index",
                        "zipnet_round_finalized_total",
                        "zipnet_rounds_finalized_total",
                        "zipnet_partials_submitted_total",
                        "zipnet_client_registry_size",
                        "zipnet_server_registry_size");
        assertThat(zipnet.ownFamilies())
                .contains("mosaik_groups_bonds_active", "mosaik_groups_raft_leader_changes")
                .doesNotContainAnyElementsOf(zipnet.documentedFamilies());
        assertThat(profiles.profile("etcd").documentedFamilies()).isEmpty();
    }

    @Test
    void anUnknownProfileIsNamedTogetherWithTheKnownOnes() {
        assertThatThrownBy(() -> profiles.profile("zip"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no profile 'zip', expected one of [etcd, mosaik, zipnet]");
    }
}
