package io.quorumwatch.face.web;

import static io.quorumwatch.desk.health.Waiting.await;
import static io.quorumwatch.face.web.Site.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.Addresses;
import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.Incident;
import io.quorumwatch.bus.JsonForm;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.desk.health.ClusterLedger;
import io.quorumwatch.desk.health.Committee;
import io.quorumwatch.desk.health.Saying;
import io.quorumwatch.desk.health.Waiting;
import io.quorumwatch.desk.incident.IncidentDesk;
import io.quorumwatch.testing.TestClusters;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class IncidentRoutesVertxTest {

    private static final String PATH = "/api/v1/incidents";

    private final BlockingQueue<Incident> published = new LinkedBlockingQueue<>();
    private Site site;

    @BeforeEach
    void open() throws Exception {
        site = Site.open();
        IncidentDesk desk = new IncidentDesk(site.incidents, site.clock);
        await(site.vertx
                .eventBus()
                .<Incident>localConsumer(Addresses.INCIDENT, incident -> published.add(incident.body()))
                .completion());
        await(site.vertx.deployVerticle(desk));
        await(desk.watch(List.of(WatchPlan.of(
                TestClusters.of("acme", "zipnet", Map.of(), "m1", "m2", "m3"), Set.of("committee"), Map.of()))));
    }

    @AfterEach
    void close() throws Exception {
        site.close();
    }

    /** A judge says this, and the desk makes something of it. */
    private Incident says(Saying saying) throws InterruptedException {
        site.vertx.eventBus().publish(Addresses.verdict("acme"), saying.verdict(site.clock.wall(), site.clock.wall()));
        return Objects.requireNonNull(published.poll(Waiting.SECONDS, TimeUnit.SECONDS));
    }

    private static Saying stall() {
        return Saying.firing(Severity.PAGE)
                .by(Concern.ROUND)
                .about("round-stall")
                .after(VerdictState.OK);
    }

    private static Saying flows() {
        return Saying.ok().by(Concern.ROUND).about("round-stall").after(VerdictState.FIRING);
    }

    @Test
    void whereAllIsWellTheListIsEmpty() throws Exception {
        assertThat(site.json(PATH)).isEqualTo(JsonObject.of("incidents", new JsonArray()));
    }

    @Test
    void listsTheOpenOnesBeforeTheResolvedOnesAndTheNewestOfThoseFirst() throws Exception {
        Incident first = says(stall());
        assertThat(says(flows()).resolved()).isTrue();
        site.clock.forward(Duration.ofSeconds(10));
        Incident second = says(stall());
        assertThat(says(flows()).resolved()).isTrue();
        site.clock.forward(Duration.ofSeconds(10));
        Incident third = says(stall());
        JsonArray incidents = site.json(PATH).getJsonArray("incidents");
        assertThat(incidents.stream().map(each -> ((JsonObject) each).getString("id")))
                .containsExactly(third.id(), second.id(), first.id());
        assertThat(incidents.getJsonObject(0).getValue("resolved_at")).isNull();
        assertThat(incidents.getJsonObject(1).getString("resolved_at")).isNotNull();
    }

    @Test
    void showsOneAsTheEventBusTellsIt() throws Exception {
        Incident incident = says(stall());
        JsonObject shown = site.json(PATH + "/" + incident.id());
        assertThat(shown).isEqualTo(new JsonObject(JsonForm.of(incident)));
        assertThat(shown.getString("kind")).isEqualTo("incident");
        assertThat(shown.getJsonArray("causes").getJsonObject(0).getString("cause"))
                .isEqualTo("unknown");
        Incident resolved = says(flows());
        assertThat(site.json(PATH + "/" + incident.id())).isEqualTo(new JsonObject(JsonForm.of(resolved)));
    }

    @Test
    void anUnknownIncidentIsNotFoundAndTheAnswerTellsWhereToLook() throws Exception {
        HttpResponse<String> answer = site.get(PATH + "/acme-20200101T000000.000Z");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(new JsonObject(answer.body()).getString("remedy")).contains(PATH);
        assertThat(site.get(PATH + "/%2e%2e%2f").statusCode()).isEqualTo(404);
    }

    @Test
    void onlyReadsAreAnswered() throws Exception {
        for (String path : List.of(PATH, PATH + "/any", "/api/v1/blind-spots")) {
            for (String method : List.of("POST", "PUT", "DELETE")) {
                HttpResponse<String> refused = site.ask(method, path, Map.of());
                assertThat(refused.statusCode()).as("%s %s", method, path).isEqualTo(405);
                assertThat(refused.headers().firstValue("Allow")).hasValue("GET, HEAD");
            }
        }
        HttpResponse<String> head = site.ask("HEAD", PATH, Map.of());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(head.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    @Test
    void prettyAnswersHaveLines() throws Exception {
        assertThat(site.get(PATH + "?pretty").body()).contains("\n");
    }

    @Test
    void anIncidentHasTheFieldsThatTheDescriptionPromises() throws Exception {
        JsonObject shown = site.json(PATH + "/" + says(stall()).id());
        JsonObject schema = described().getJsonObject("Incident");
        assertThat(shown.fieldNames()).containsAll(strings(schema.getJsonArray("required")));
        assertThat(schema.getJsonObject("properties").fieldNames()).containsAll(shown.fieldNames());
        JsonObject causes =
                schema.getJsonObject("properties").getJsonObject("causes").getJsonObject("items");
        assertThat(causes.getJsonObject("properties").fieldNames())
                .containsExactlyInAnyOrderElementsOf(
                        shown.getJsonArray("causes").getJsonObject(0).fieldNames());
    }

    @Test
    void blindSpotsAreWhatPagesAndLogsDoNotTell() throws Exception {
        ClusterLedger cluster = new ClusterLedger(Committee.of(3), START);
        cluster.hear(Committee.look(3, 1, START).reading());
        cluster.hear(Saying.unknown("no-signal").about("clients-missing").verdict(START, START));
        cluster.hear(Saying.ok().about("round-slow").verdict(START, START));
        site.clusters.show(new TreeMap<>(Map.of("acme", cluster.view(START))));
        JsonArray spots = site.json("/api/v1/blind-spots").getJsonArray("blind_spots");
        assertThat(spots.getJsonObject(0)).isEqualTo(new JsonObject("""
                {"watched":"acme","member":null,"condition":"clients-missing","conditions":["clients-missing"],
                 "reason":"no signal clients-registered","remedy":"export zipnet_client_registry_size"}
                """));
        assertThat(spots.stream().skip(1).map(each -> ((JsonObject) each).getString("member")))
                .containsExactly("m1", "m2", "m3");
        assertThat(spots.getJsonObject(1).getString("reason")).isEqualTo("its log is not read");
    }

    private static Set<String> strings(JsonArray array) {
        Set<String> strings = new HashSet<>();
        array.forEach(each -> strings.add(String.valueOf(each)));
        return strings;
    }

    private static JsonObject described() throws Exception {
        try (InputStream file = WebFace.class.getResourceAsStream("openapi.yaml")) {
            Map<String, Object> yaml = new Yaml().load(Objects.requireNonNull(file));
            return new JsonObject(yaml).getJsonObject("components").getJsonObject("schemas");
        }
    }
}
