package io.quorumwatch.profile.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.Signal;
import io.quorumwatch.profile.Profiles;
import io.quorumwatch.profile.definition.Profile;
import io.quorumwatch.profile.reading.ProfileReport.Finding;
import io.quorumwatch.profile.reading.ProfileReport.Kind;
import io.quorumwatch.testing.Pages;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileReportTest {

    private final Profile zipnet = Profiles.load().profile("zipnet");

    @Test
    void tellsWhatAPageSaysAndWhereItStands() {
        ProfileReport report = ProfileReport.of(
                zipnet,
                "committee",
                null,
                null,
                Pages.of(
                        "mosaik_groups_leader_is_local{instance=\"acme\"} 1",
                        "mosaik_groups_bonds_active{group=\"g\"} 2",
                        "mosaik_groups_raft_committed{group=\"g\"} 9"));

        assertThat(report.found())
                .contains(
                        new Finding(Signal.LEADS, 1, Kind.DOCUMENTED, List.of("mosaik_groups_leader_is_local")),
                        new Finding(Signal.BONDS, 2, Kind.OWN, List.of("mosaik_groups_bonds_active")),
                        new Finding(Signal.COMMIT_INDEX, 9, Kind.OWN, List.of("mosaik_groups_raft_committed")));
        assertThat(report.missing()).contains(Signal.ROUNDS_FINALIZED, Signal.CLIENTS_REGISTERED);
        assertThat(report.instances()).containsExactly("acme");
        assertThat(report.groups()).containsExactly("g");
    }

    @Test
    void aSignalThatTakesSeveralLooksHasNoValueYet() {
        ProfileReport report = ProfileReport.of(
                zipnet, "committee", null, null, Pages.of("mosaik_groups_raft_leader_changes{group=\"g\"} 4"));

        Finding leads = finding(report, Signal.LEADS);
        assertThat(leads.kind()).isEqualTo(Kind.OVER_TIME);
        assertThat(leads.value()).isNaN();
        assertThat(leads.families()).containsExactly("mosaik_groups_raft_leader_changes");
    }

    @Test
    void ofSeveralGroupsTheOneThatIsMeantCounts() {
        var page =
                Pages.of("mosaik_groups_raft_committed{group=\"g\"} 9", "mosaik_groups_raft_committed{group=\"h\"} 4");

        assertThat(finding(ProfileReport.of(zipnet, "committee", null, null, page), Signal.COMMIT_INDEX)
                        .value())
                .isNaN();
        assertThat(finding(ProfileReport.of(zipnet, "committee", null, "h", page), Signal.COMMIT_INDEX)
                        .value())
                .isEqualTo(4);
    }

    @Test
    void aPageOfAnotherInstanceLacksWhatOursWouldSay() {
        ProfileReport report = ProfileReport.of(
                zipnet, "committee", "acme", null, Pages.of("mosaik_groups_leader_is_local{instance=\"preview\"} 1"));

        assertThat(report.missing()).contains(Signal.BONDS, Signal.COMMIT_INDEX);
        assertThat(report.found()).noneMatch(finding -> finding.kind() == Kind.DOCUMENTED);
        assertThat(report.instances()).containsExactly("preview");
    }

    @Test
    void anAggregatorIsNotAskedForTheCommitteesSignals() {
        ProfileReport report =
                ProfileReport.of(zipnet, "aggregator", null, null, Pages.of("mosaik_network_ingress_bytes 5"));

        assertThat(report.missing()).contains(Signal.CATALOG_SIZE).doesNotContain(Signal.LEADS, Signal.IN_GROUP);
    }

    private static Finding finding(ProfileReport report, Signal signal) {
        return report.found().stream()
                .filter(finding -> finding.signal() == signal)
                .findFirst()
                .orElseThrow();
    }
}
