package io.quorumwatch.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonFormTest {

    @Test
    void writesAVerdictWithTheFieldsOfTheContract() {
        assertThat(text(SampleMessages.VERDICT))
                .isEqualTo(
                        "{\"at\":\"2026-11-21T10:00:02.500Z\",\"concern\":\"leader\",\"condition\":\"leader-multiple\","
                                + "\"evidence\":{\"committee_size\":3,\"leaders\":[\"server-1\",\"server-3\"],\"share\":0.5},"
                                + "\"kind\":\"verdict\",\"previous\":\"pending\",\"reason\":\"leader-multiple\",\"severity\":\"page\","
                                + "\"since\":\"2026-11-21T10:00:00.000Z\",\"state\":\"firing\",\"subject\":null,\"watched\":\"acme.mainnet\"}");
    }

    @Test
    void writesAReadingWithSignalsByTheirWords() {
        assertThat(text(SampleMessages.READING))
                .isEqualTo(
                        "{\"answered_at\":\"2026-11-21T10:00:00.004Z\",\"asked_at\":\"2026-11-21T10:00:00.000Z\","
                                + "\"error\":null,\"extra\":false,\"failure\":null,\"group\":\"5d0c\",\"identity\":null,\"kind\":\"reading\","
                                + "\"links\":{\"server-2\":true,\"server-3\":false},\"member\":\"server-1\",\"network\":null,"
                                + "\"restarted\":true,\"role\":\"committee\","
                                + "\"signals\":{\"commit-index\":17.0,\"fsync-p99\":\"+Inf\",\"leads\":1.0},\"watched\":\"acme.mainnet\"}");
    }

    @Test
    void writesAReportAsTheBodyOfHealth() {
        assertThat(text(SampleMessages.REPORT))
                .isEqualTo("{\"causes\":[\"acme.mainnet/leader\"],\"components\":{"
                        + "\"acme.mainnet/leader\":{\"age_ms\":212,\"critical\":true,\"details\":{\"leaders\":[\"server-1\"]},"
                        + "\"reason\":\"leader-multiple\",\"since\":\"2026-11-21T10:00:00.000Z\",\"status\":\"not_ready\"},"
                        + "\"agent/scrape\":{\"age_ms\":0,\"critical\":false,\"since\":\"2026-11-21T10:00:00.000Z\",\"status\":\"ready\"}},"
                        + "\"details\":{\"agent\":\"watcher-1\"},\"generated_at\":\"2026-11-21T10:00:02.500Z\","
                        + "\"schema_version\":1,\"status\":\"not_ready\"}");
    }

    @Test
    void cutsTimesToMillisecondsAndAlwaysShowsThree() {
        assertThat(JsonForm.time(Instant.parse("2026-11-21T10:00:00.123999Z"))).isEqualTo("2026-11-21T10:00:00.123Z");
        assertThat(JsonForm.time(Instant.parse("2026-11-21T10:00:00Z"))).isEqualTo("2026-11-21T10:00:00.000Z");
    }

    @Test
    void writesNeverAsNull() {
        assertThat(JsonForm.of(AgentDoubt.NONE)).containsEntry("until", null);
    }

    @Test
    void turnsWhatIsHandyForAJudgeIntoPlainJson() {
        Map<String, Object> evidence = Map.of(
                "took", Duration.ofMillis(1500),
                "seen_at", SampleMessages.START,
                "result", ScrapeFailure.BAD_BODY,
                "ratio", Double.NaN,
                "by_member", Map.of("b", 2, "a", List.of(Severity.PAGE)));
        assertThat(text(SampleMessages.verdictWith(evidence)))
                .contains(
                        "\"evidence\":{\"by_member\":{\"a\":[\"page\"],\"b\":2},\"ratio\":\"NaN\",\"result\":\"bad_body\","
                                + "\"seen_at\":\"2026-11-21T10:00:00.000Z\",\"took\":1.5}");
    }

    @ParameterizedTest
    @MethodSource("io.quorumwatch.bus.SampleMessages#all")
    void readsBackWhatItWrote(BusMessage message) {
        Map<String, Object> overTheWire = new JsonObject(text(message)).getMap();
        assertThat(JsonForm.read(message.getClass(), overTheWire)).isEqualTo(message);
    }

    @Test
    void readsWholeNumbersOfEvidenceAsLongWhateverTheirSize() {
        Verdict verdict = SampleMessages.verdictWith(Map.of("small", 1, "large", 1L << 40));
        assertThat(JsonForm.read(Verdict.class, new JsonObject(text(verdict)).getMap())
                        .evidence())
                .isEqualTo(Map.of("small", 1L, "large", 1L << 40));
    }

    @Test
    void ignoresFieldsAndSignalsOfANewerAgent() {
        JsonObject json = new JsonObject(text(SampleMessages.READING)).put("colour", "blue");
        json.getJsonObject("signals").put("warmth", 3);
        assertThat(JsonForm.read(MemberReading.class, json.getMap())).isEqualTo(SampleMessages.READING);
    }

    @Test
    void namesTheFieldThatIsMissingOrOfAnotherType() {
        Map<String, Object> json = new TreeMap<>(JsonForm.of(SampleMessages.VERDICT));
        json.put("watched", 3);
        assertThatThrownBy(() -> JsonForm.read(Verdict.class, json)).hasMessageContaining("field watched");
        json.put("watched", null);
        assertThatThrownBy(() -> JsonForm.read(Verdict.class, json)).hasMessageContaining("field watched is missing");
    }

    @Test
    void namesTheFieldWhoseWordIsUnknownOrWhoseTimeIsNone() {
        Map<String, Object> json = new HashMap<>(JsonForm.of(SampleMessages.VERDICT));
        json.put("state", "maybe");
        assertThatThrownBy(() -> JsonForm.read(Verdict.class, json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("field state: unknown word maybe");
        json.put("state", "ok");
        json.put("since", "yesterday");
        assertThatThrownBy(() -> JsonForm.read(Verdict.class, json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("field since");
    }

    private static String text(BusMessage message) {
        return new JsonObject(JsonForm.of(message)).encode();
    }
}
