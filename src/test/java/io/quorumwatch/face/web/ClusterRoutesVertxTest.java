package io.quorumwatch.face.web;

import static io.quorumwatch.face.web.Site.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.Figures;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.desk.health.ClusterLedger;
import io.quorumwatch.desk.health.ClusterView;
import io.quorumwatch.desk.health.Committee;
import io.quorumwatch.desk.health.Reading;
import io.quorumwatch.desk.health.Saying;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClusterRoutesVertxTest {

    private final ClusterLedger ledger = new ClusterLedger(Committee.of(3), START);
    private Site site;

    @BeforeEach
    void open() throws Exception {
        site = Site.open().watching(Concern.LEADER).says(Saying.ok());
        for (int member = 1; member <= 3; member++) {
            ledger.hear(Committee.look(3, member, START).reading());
        }
        ledger.hear(Reading.of("aggregator").role("aggregator").failed(ScrapeFailure.REFUSED));
        ledger.hear(Saying.ok()
                .by(Concern.BOND)
                .about("quorum-margin")
                .with(Map.of(Figures.FAILURE_TOLERANCE, 1))
                .verdict(START, START));
        show();
    }

    @AfterEach
    void close() throws Exception {
        site.close();
    }

    @Test
    void listsTheClusters() throws Exception {
        JsonObject cluster =
                site.json("/api/v1/clusters").getJsonArray("clusters").getJsonObject(0);
        assertThat(cluster).isEqualTo(new JsonObject("""
                        {"critical":true,"failure_tolerance":1,"findings":{"firing":0,"pending":0,"unknown":0},
                         "leaders":["server-1"],"looked":true,"members":{"total":4,"up":3},"name":"acme","profile":"zipnet",
                         "status":"ready"}
                        """));
    }

    @Test
    void showsMembersLinksLagRoundsAndFindings() throws Exception {
        ledger.hear(Saying.firing(Severity.PAGE).with(Map.of("looks", 9)).verdict(START, START));
        ledger.hear(Saying.unknown("no-signal").about("attestation-expiring").verdict(START, START));
        ledger.hear(Saying.ok()
                .by(Concern.RAFT)
                .about("member-lagging")
                .on("server-2")
                .with(Map.of(Figures.LAG_ENTRIES, 2, Figures.LAG_SECONDS, 0.5))
                .verdict(START, START));
        ledger.hear(Saying.ok()
                .by(Concern.ROUND)
                .about("round-stall")
                .with(Map.of(Figures.ROUNDS_FINALIZED, 41, Figures.PARTICIPANTS, 12))
                .verdict(START, START));
        show();
        JsonObject cluster = site.json("/api/v1/clusters/acme");
        assertThat(cluster.getJsonArray("members").getJsonObject(0)).isEqualTo(new JsonObject("""
                        {"answered_at":"2026-05-01T12:00:00.000Z","asked_at":"2026-05-01T12:00:00.000Z","error":null,"failure":"refused",
                         "group":null,"identity":null,"last_seen_at":null,"name":"aggregator","network":null,"role":"aggregator",
                         "signals":{},"state":"unknown","up":false}
                        """));
        JsonObject leader = cluster.getJsonArray("members").getJsonObject(1);
        assertThat(leader.getString("state")).isEqualTo("leader");
        assertThat(leader.getJsonObject("signals").getDouble("commit-index")).isEqualTo(100);
        assertThat(cluster.getJsonObject("links").getJsonObject("server-1"))
                .isEqualTo(JsonObject.of("server-2", true, "server-3", true));
        assertThat(cluster.getJsonObject("lag"))
                .isEqualTo(new JsonObject("{\"server-2\":{\"entries\":2,\"seconds\":0.5}}"));
        assertThat(cluster.getJsonObject("rounds").getInteger("finalized")).isEqualTo(41);
        assertThat(cluster.getJsonObject("rounds").getInteger("participants")).isEqualTo(12);
        assertThat(cluster.getJsonArray("findings")).hasSize(1);
        JsonObject finding = cluster.getJsonArray("findings").getJsonObject(0);
        assertThat(finding.getString("condition")).isEqualTo("leader-absent");
        assertThat(finding.getString("since")).isEqualTo("2026-05-01T12:00:00.000Z");
        assertThat(finding.getJsonObject("evidence").getInteger("looks")).isEqualTo(9);
        assertThat(cluster.getJsonArray("blind_spots")).isEqualTo(JsonArray.of("attestation-expiring"));
    }

    @Test
    void tellsNoLinksAndNoLagOfAMemberThatIsDown() throws Exception {
        ledger.hear(Saying.unknown("member-unseen")
                .by(Concern.RAFT)
                .about("member-lagging")
                .on("server-2")
                .with(Map.of(Figures.LAG_ENTRIES, 0, Figures.LAG_SECONDS, 0))
                .verdict(START, START));
        ledger.hear(Reading.of("server-2").failed(ScrapeFailure.REFUSED));
        show();
        JsonObject cluster = site.json("/api/v1/clusters/acme");
        assertThat(cluster.getJsonObject("links").fieldNames()).containsExactly("server-1", "server-3");
        assertThat(cluster.getJsonObject("lag")).isEmpty();
    }

    @Test
    void advisesWhetherAMemberMayBeRestarted() throws Exception {
        assertThat(site.json("/api/v1/clusters/acme/safe-to-restart?member=server-2"))
                .isEqualTo(new JsonObject("""
                        {"blocking":[],"cluster":"acme","failure_tolerance":1,"generated_at":"2026-05-01T12:00:00.000Z","leads":false,
                         "majority":2,"member":"server-2","reason":"tolerated","remaining":2,"safe":true,"voters":3}
                        """));
        ledger.hear(Reading.of("server-3").failed(ScrapeFailure.TIMEOUT));
        show();
        JsonObject refused = site.json("/api/v1/clusters/acme/safe-to-restart?member=server-2");
        assertThat(refused.getBoolean("safe")).isFalse();
        assertThat(refused.getString("reason")).isEqualTo("majority-at-risk");
        assertThat(site.get("/api/v1/clusters/acme/safe-to-restart?member=server-2")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void judgesTheAgeOfWhatItKnowsWhenItIsAsked() throws Exception {
        site.clock.forward(Duration.ofMinutes(1));
        assertThat(site.json("/api/v1/clusters/acme/safe-to-restart?member=server-2")
                        .getString("reason"))
                .isEqualTo("stale");
    }

    @Test
    void asksForTheMemberAndKnowsWhoIsThere() throws Exception {
        String path = "/api/v1/clusters/acme/safe-to-restart";
        assertThat(site.get(path).statusCode()).isEqualTo(400);
        assertThat(site.get(path + "?member=").statusCode()).isEqualTo(400);
        assertThat(site.get(path + "?member=server-1&member=server-2").statusCode())
                .isEqualTo(400);
        assertThat(site.get(path + "?member=server-9").statusCode()).isEqualTo(404);
        assertThat(site.json(path + "?member=server-9").getString("remedy")).contains("server-1");
    }

    private void show() {
        TreeMap<String, ClusterView> all = new TreeMap<>();
        all.put("acme", ledger.view(site.clock.wall()));
        site.clusters.show(all);
    }
}
