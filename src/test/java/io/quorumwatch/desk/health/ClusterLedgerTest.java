package io.quorumwatch.desk.health;

import static io.quorumwatch.desk.health.HealthScene.START;
import static io.quorumwatch.desk.health.HealthScene.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.Figures;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClusterLedgerTest {

    private final ClusterLedger ledger = new ClusterLedger(Committee.of(3), START);

    @Test
    void knowsTheConfiguredMembersBeforeAnybodyHasLooked() {
        ClusterView view = ledger.view(START);
        assertThat(view.members()).containsOnlyKeys("aggregator", "server-1", "server-2", "server-3");
        assertThat(member(view, "server-1").state()).isEqualTo(MemberState.UNKNOWN);
        assertThat(member(view, "server-1").up()).isFalse();
        assertThat(view.looked()).isFalse();
    }

    @Test
    void hasLookedOnceEveryLookHasEndedOneWayOrTheOther() {
        ledger.hear(Reading.of("server-1").reading());
        ledger.hear(Reading.of("server-2").failed(ScrapeFailure.REFUSED));
        ledger.hear(Reading.of("server-3").failed(ScrapeFailure.TIMEOUT));
        assertThat(ledger.view(START).looked()).isFalse();
        ledger.hear(Reading.of("aggregator").reading());
        assertThat(ledger.view(START).looked()).isTrue();
    }

    @Test
    void hasLookedAlsoWhenAMemberIsAddedLater() {
        ClusterLedger seen = Committee.wellSeen(3, START);
        assertThat(seen.view(START).looked()).isTrue();
        seen.configure(Committee.of(5));
        assertThat(seen.view(START).looked()).isTrue();
    }

    @Test
    void keepsTheLastPageOfAMemberThatIsNotSeenAnyMore() {
        MemberReading seen = Reading.of("server-1").with(Signal.LEADS, 1).reading();
        ledger.hear(seen);
        ledger.hear(Reading.of("server-1").at(second(1)).failed(ScrapeFailure.TIMEOUT));
        MemberView member = member(ledger.view(second(1)), "server-1");
        assertThat(member.up()).isFalse();
        assertThat(member.lastSeen()).isSameAs(seen);
        assertThat(member.state()).isEqualTo(MemberState.UNKNOWN);
    }

    @Test
    void namesTheLeaders() {
        assertThat(Committee.wellSeen(3, START).view(START).leaders()).containsExactly("server-1");
    }

    @Test
    void showsTheFiguresOfTheJudges() {
        ledger.hear(ok("quorum-margin", null, Map.of(Figures.FAILURE_TOLERANCE, 1)));
        ClusterView view = ledger.view(START);
        assertThat(view.figure("quorum-margin", Figures.FAILURE_TOLERANCE)).isEqualTo(1);
        assertThat(view.figure("quorum-margin", Figures.LEADER)).isNull();
    }

    @Test
    void listsWhatIsNotInOrderAndSetsBlindSpotsApart() {
        ledger.hear(ok("leader-multiple", null, Map.of()));
        ledger.hear(Saying.firing(Severity.PAGE).verdict(START, START));
        ledger.hear(Saying.unknown("not-seen").about("leader-churn").verdict(START, START));
        ledger.hear(Saying.unknown("no-signal").about("attestation-expiring").verdict(START, START));
        ClusterView view = ledger.view(START);
        assertThat(view.findings()).extracting(Verdict::condition).containsExactly("leader-absent", "leader-churn");
        assertThat(view.blindSpots()).containsExactly("attestation-expiring");
    }

    @Test
    void forgetsMembersThatAreNotWrittenDownAndNotLookedAtAnyMore() {
        ledger.hear(Reading.of("found").reading());
        ledger.hear(ok("member-lagging", "found", Map.of()));
        assertThat(ledger.view(second(60)).members()).containsKey("found");
        ClusterView later = ledger.view(second(61));
        assertThat(later.members()).doesNotContainKey("found").containsKey("server-1");
        assertThat(later.verdicts()).isEmpty();
    }

    @Test
    void takesOverAChangedConfigurationAndKeepsWhatItKnows() {
        ClusterLedger seen = Committee.wellSeen(3, START);
        seen.configure(Committee.named(
                "acme", List.of(Committee.member("server-1", "committee"), Committee.member("new", "committee"))));
        ClusterView view = seen.view(START);
        assertThat(view.members()).containsOnlyKeys("new", "server-1");
        assertThat(member(view, "server-1").up()).isTrue();
    }

    private static Verdict ok(String condition, @Nullable String subject, Map<String, Object> evidence) {
        Saying saying = Saying.ok().by(Concern.RAFT).about(condition).with(evidence);
        return (subject == null ? saying : saying.on(subject)).verdict(START, START);
    }

    private static MemberView member(ClusterView view, String name) {
        return Objects.requireNonNull(view.members().get(name));
    }
}
