package io.quorumwatch.desk.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Signals;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.desk.blindspot.BlindSpot;
import io.quorumwatch.testing.TestClusters;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is looked at, and is not who is meant. */
class MistakenAddressesTest {

    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private final CaseFile file = new CaseFile(
            WatchPlan.of(TestClusters.of("kv", "etcd", Map.of(), "a", "b", "c"), Set.of("member"), Map.of()));

    private void page(String member, @Nullable String identity, Map<String, Boolean> links) {
        boolean other = file.read(new MemberReading(
                "kv", member, "member", AT, AT, null, false, false, Signals.NONE, links, identity, null, null));
        assertThat(other).isTrue();
    }

    private void theOthersAreThemselves() {
        page("a", "1", Map.of("b", true, "3", true));
        page("b", "2", Map.of("a", true, "3", true));
    }

    @Test
    void threeThatKnowOneAnotherAreWhoTheyAre() {
        theOthersAreThemselves();
        page("c", "3", Map.of("a", true, "b", true));
        assertThat(MistakenAddresses.of(file)).isEmpty();
    }

    @Test
    void oneMemberUnderTwoNamesIsSaidOnce() {
        theOthersAreThemselves();
        page("c", "1", Map.of("b", true, "3", true));
        assertThat(MistakenAddresses.of(file)).singleElement().satisfies(spot -> {
            assertThat(spot.member()).isEqualTo("c");
            assertThat(spot.reason()).contains("that of a");
            assertThat(spot.remedy()).contains("address");
        });
    }

    @Test
    void aMemberOfAnotherClusterIsNamed() {
        theOthersAreThemselves();
        page("c", "9", Map.of("7", true, "8", true));
        assertThat(MistakenAddresses.of(file))
                .extracting(BlindSpot::member, BlindSpot::watched)
                .containsExactly(tuple("c", "kv"));
    }

    @Test
    void oneThatHasNoPeersYetIsNoStranger() {
        theOthersAreThemselves();
        page("c", "3", Map.of());
        page("c", "9", Map.of());
        assertThat(MistakenAddresses.of(file)).isEmpty();
    }

    @Test
    void oneThatIsStillNamedThoughItsLinksAreDownIsNoStranger() {
        theOthersAreThemselves();
        page("c", "3", Map.of("8", true));
        assertThat(MistakenAddresses.of(file)).isEmpty();
    }

    @Test
    void whoIsWhoIsNotGuessedOfThoseWhoDoNotSayOrDoNotAnswer() {
        theOthersAreThemselves();
        page("c", null, Map.of("8", true));
        assertThat(MistakenAddresses.of(file)).isEmpty();

        page("c", "1", Map.of("8", true));
        boolean other = file.read(MemberReading.failed(
                "kv", "c", "member", AT.plusSeconds(1), AT.plusSeconds(1), ScrapeFailure.REFUSED, false));
        assertThat(other).isTrue();
        assertThat(MistakenAddresses.of(file)).isEmpty();
    }
}
