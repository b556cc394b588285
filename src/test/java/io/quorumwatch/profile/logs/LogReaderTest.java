package io.quorumwatch.profile.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.profile.Profiles;
import io.quorumwatch.testing.TestClusters;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogReaderTest {

    private static final Instant READ = Instant.parse("2026-04-18T21:40:00Z");
    private static final String TIME = "2026-04-18T21:33:01Z  ";
    private static final String JOINING = TIME + "INFO mosaik::groups::group::worker: joining group=";
    private static final String UP = TIME + "INFO zipnet_node::roles::common: zipnet up: instance=acme.mainnet peer=";
    private static final String JOINED =
            TIME + "INFO zipnet_node::roles::server: joined groups instance=acme.mainnet committee_group=";
    private static final String BOND =
            TIME.trim() + " DEBUG mosaik::groups::group::worker: bond established group=5d0c91e7a2 peer=";

    private final LogReader reader = reader(Map.of());

    private static LogReader reader(Map<String, Object> parameters) {
        return new LogReader(
                Profiles.load().profile("zipnet").logs(),
                TestClusters.of("acme.mainnet", "zipnet", parameters, "server-1", "server-2"));
    }

    private static @Nullable LogEvent read(LogReader reader, String member, String line) {
        return reader.read(member, line, READ);
    }

    private static void told(LogReader reader, String member, String line) {
        assertThat(read(reader, member, line)).isNotNull();
    }

    private static @Nullable String peer(LogReader reader, String member, String line) {
        LogEvent event = read(reader, member, line);
        assertThat(event).isNotNull();
        return event.field("peer");
    }

    @Test
    void callsAPeerByItsNameOnceItHasToldItsIdentity() {
        assertThat(peer(reader, "server-1", BOND + "9f3c11d2ab")).isEqualTo("9f3c11d2ab");
        told(reader, "server-2", UP + "9f3c11d2ab...");
        assertThat(peer(reader, "server-1", BOND + "9f3c11d2ab")).isEqualTo("server-2");
        assertThat(peer(reader, "server-1", BOND + "9f3c11d2ab77aa01bc9e")).isEqualTo("server-2");
        assertThat(peer(reader, "server-1", BOND + "9f3c11d2ac")).isEqualTo("9f3c11d2ac");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-04-18T21:33:01.4Z stdout F ",
                "2026-04-18T21:33:01.4Z ",
                "2026-04-18T21:33:01.4+00:00 host-1 zipnet-server[812]: ",
                "Apr 18 21:33:01 host-1 zipnet-server[812]: "
            })
    void aLineMeansTheSameWhoeverWroteItDown(String before) {
        LogEvent alone = read(reader, "server-1", BOND + "9f3c11d2ab");
        LogEvent writtenDown = read(reader, "server-1", before + BOND + "9f3c11d2ab");

        assertThat(writtenDown).isNotNull().isEqualTo(alone);
        assertThat(reader.unstructured()).isZero();
    }

    @Test
    void anotherConfigurationKeepsWhatIsKnownOfMembersThatStay() {
        told(reader, "server-1", UP + "4c210e8340...");
        told(reader, "server-1", JOINED + "5d0c91e7a2");
        told(reader, "server-2", UP + "9f3c11d2ab...");

        reader.change(TestClusters.of(
                "acme.mainnet", "zipnet", Map.of("round-period", Duration.ofSeconds(5)), "server-1", "server-3"));

        assertThat(peer(reader, "server-3", BOND + "4c210e8340")).isEqualTo("server-1");
        assertThat(peer(reader, "server-1", BOND + "9f3c11d2ab"))
                .as("of one that left")
                .isEqualTo("9f3c11d2ab");
        assertThat(read(reader, "server-1", JOINING + "5bfbf93c1a"))
                .as("another group")
                .isNull();
        assertThat(read(reader, "server-2", BOND + "4c210e8340")).isNull();
    }

    @Test
    void anotherInstanceIsLearntAnew() {
        told(reader, "server-1", JOINED + "5d0c91e7a2");

        reader.change(TestClusters.of("acme.mainnet", "zipnet", Map.of("instance", "preview.alpha"), "server-1"));

        told(reader, "server-1", JOINING + "5bfbf93c1a");
        assertThat(read(reader, "server-1", TIME + "INFO zipnet: round finalized instance=acme.mainnet round=1"))
                .isNull();
    }

    @Test
    void leavesOutWhatIsAboutAnotherInstance() {
        assertThat(read(reader, "server-1", TIME + "INFO zipnet: round finalized instance=preview.alpha round=1"))
                .isNull();
        told(reader, "server-1", TIME + "INFO zipnet: round finalized instance=acme.mainnet round=1");
        told(reader, "server-1", TIME + "INFO zipnet: round finalized round=1");
        told(
                reader(Map.of("instance", "preview.alpha")),
                "server-1",
                TIME + "INFO zipnet: opening round instance=preview.alpha");
    }

    @Test
    void leavesOutOtherGroupsOnceItKnowsTheCommittees() {
        told(reader, "server-1", JOINING + "5bfbf93c1a");
        told(reader, "server-1", JOINED + "5d0c91e7a2");
        assertThat(read(reader, "server-1", JOINING + "5bfbf93c1a")).isNull();
        told(reader, "server-1", JOINING + "5d0c91e7a2");
        told(reader, "server-1", JOINING + "5d0c91e7a2ffee");
        told(reader, "server-2", JOINING + "5bfbf93c1a");
    }

    @Test
    void theConfiguredGroupNeedsNoLearning() {
        LogReader configured = reader(Map.of("group", "5d0c91e7a2"));
        assertThat(read(configured, "server-2", JOINING + "5bfbf93c1a")).isNull();
        told(configured, "server-2", JOINING + "5d0c91e7a2");
    }

    @Test
    void anotherInstanceOfTheSameProcessTeachesNothing() {
        told(reader, "server-1", JOINED + "5d0c91e7a2");
        assertThat(read(reader, "server-1", JOINED.replace("acme.mainnet", "preview.alpha") + "5bfbf93c1a"))
                .isNull();
        told(reader, "server-1", JOINING + "5d0c91e7a2");
    }

    @Test
    void knowsOnlyMembersOfTheCluster() {
        assertThat(read(reader, "stranger", JOINING + "5d0c91e7a2")).isNull();
        assertThat(reader.lines()).isEqualTo(1);
    }

    @Test
    void anEventIsNeverLaterThanItsReading() {
        LogEvent event = read(reader, "server-1", "2027-01-01T00:00:00Z  INFO zipnet: opening round round=1");
        assertThat(event).isNotNull();
        assertThat(event.at()).isEqualTo(READ);
    }

    @Test
    void countsWhatIsInNoKnownFormat() {
        assertThat(read(reader, "server-1", "   at main.rs:5")).isNull();
        assertThat(read(reader, "server-1", TIME + "INFO a: nothing in particular"))
                .isNull();
        assertThat(reader.lines()).isEqualTo(2);
        assertThat(reader.unstructured()).isEqualTo(1);
    }

    @Test
    void longAndBrokenValuesLeaveItShortAndWhole() {
        LogEvent event = read(
                reader,
                "server-1",
                "{\"time\":\"2026-04-18T21:33:01Z\",\"level\":\"INFO\",\"msg\":\"opening round\",\"round\":\"\\ud800\","
                        + "\"error\":\"" + "😀".repeat(50_000) + "\"}");

        assertThat(event).isNotNull();
        assertThat(event.kind()).isEqualTo(EventKind.ROUND_OPENED);
        assertThat(event.field("round")).isEqualTo("\ufffd");
        assertThat(event.field("reason")).isEqualTo("😀".repeat(LogEvent.LONGEST_LINE / 2));
        assertThat(event.line()).hasSize(LogEvent.LONGEST_LINE).doesNotContain("\ud83d\ufffd");
    }

    @Test
    void identitiesBeyondTheBoundAreForgottenAndLearntAnew() {
        told(reader, "server-2", UP + "9f3c11d2ab...");
        for (int i = 0; i < 5000; i++) {
            told(reader, "server-1", UP + "%010d...".formatted(i));
        }
        assertThat(peer(reader, "server-1", BOND + "9f3c11d2ab")).isEqualTo("9f3c11d2ab");
        told(reader, "server-2", UP + "9f3c11d2ab...");
        assertThat(peer(reader, "server-1", BOND + "9f3c11d2ab")).isEqualTo("server-2");
    }
}
