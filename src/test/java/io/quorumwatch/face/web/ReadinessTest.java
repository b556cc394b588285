package io.quorumwatch.face.web;

import static io.quorumwatch.face.web.Site.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.desk.health.ClusterLedger;
import io.quorumwatch.desk.health.ClusterView;
import io.quorumwatch.desk.health.ClusterViews;
import io.quorumwatch.desk.health.Committee;
import io.quorumwatch.desk.health.Reading;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReadinessTest {

    private static final ClusterConfig PAIR =
            Committee.named("acme", List.of(Committee.member("a", "committee"), Committee.member("b", "committee")));

    private final ClusterViews views = new ClusterViews();

    @Test
    void waitsForTheConfiguration() {
        assertThat(Readiness.of(views, START).missing()).containsExactly("configuration: not loaded");
        views.show(new TreeMap<>());
        assertThat(Readiness.of(views, START).ready()).isTrue();
    }

    @Test
    void waitsForTheFirstLookAtEveryMember() {
        ClusterLedger ledger = new ClusterLedger(PAIR, START);
        show(ledger, START);
        assertThat(Readiness.of(views, START).missing())
                .containsExactly("acme/a: not looked at", "acme/b: not looked at");
        ledger.hear(Reading.of("a").reading());
        show(ledger, START);
        assertThat(Readiness.of(views, START).missing()).containsExactly("acme/b: not looked at");
    }

    @Test
    void givesUpAMemberThatWasTriedAndNamesTheReason() {
        ClusterLedger ledger = new ClusterLedger(PAIR, START);
        ledger.hear(Reading.of("a").reading());
        ledger.hear(Reading.of("b").failed(ScrapeFailure.REFUSED));
        show(ledger, START);
        Readiness readiness = Readiness.of(views, START);
        assertThat(readiness.ready()).isTrue();
        assertThat(readiness.givenUp()).containsExactly("acme/b: refused");
    }

    @Test
    void staysReadyWhenAMemberIsAddedOrFails() {
        ClusterLedger ledger = new ClusterLedger(PAIR, START);
        ledger.hear(Reading.of("a").reading());
        ledger.hear(Reading.of("b").reading());
        show(ledger, START);
        ledger.configure(Committee.named(
                "acme", List.of(Committee.member("a", "committee"), Committee.member("c", "committee"))));
        ledger.hear(Reading.of("a").failed(ScrapeFailure.TIMEOUT));
        show(ledger, START);
        assertThat(Readiness.of(views, START)).isEqualTo(new Readiness(List.of(), List.of()));
    }

    @Test
    void givesUpADiscoveryThatFindsNobody() {
        show(new ClusterLedger(Committee.named("acme", List.of()), START), START);
        assertThat(Readiness.of(views, START.plusSeconds(30)).missing()).containsExactly("acme: no member found");
        Readiness late = Readiness.of(views, START.plusSeconds(31));
        assertThat(late.ready()).isTrue();
        assertThat(late.givenUp()).containsExactly("acme: no member found");
    }

    private void show(ClusterLedger ledger, Instant now) {
        TreeMap<String, ClusterView> all = new TreeMap<>();
        all.put("acme", ledger.view(now));
        views.show(all);
    }
}
