package io.quorumwatch.profile.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PeerNamesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final PeerNames names = new PeerNames(List.of("A", "B", "C"));
    private long second;

    @Test
    void whoAllOthersNameAndOneDoesNotIsThatOne() {
        named("A", "b", "c");
        named("B", "a", "c");
        named("C", "a", "b");

        assertThat(names.identityOf("A")).isEqualTo("a");
        assertThat(names.identityOf("B")).isEqualTo("b");
        assertThat(names.identityOf("C")).isEqualTo("c");
        assertThat(names.byName(up("b", "c"))).isEqualTo(Map.of("B", true, "C", true));
    }

    @Test
    void aMemberThatNeverShowedAPageIsWhoIsLeft() {
        named("A", "b", "c");
        named("B", "a", "c");

        assertThat(names.identityOf("C")).isEqualTo("c");
    }

    @Test
    void oneMemberAloneTellsNothing() {
        named("A", "b", "c");

        assertThat(names.byName(up("b", "c"))).containsOnlyKeys("b", "c");
    }

    @Test
    void listsThatStillGrowMustStayTheSameForAWhile() {
        named("A", "b");
        named("B", "c");
        assertThat(names.identityOf("A")).isNull();

        named("B", "a", "c");
        named("A", "b", "c");

        assertThat(names.identityOf("A")).isEqualTo("a");
        assertThat(names.identityOf("B")).isEqualTo("b");
    }

    @Test
    void incompleteListsCountWhenTheyStay() {
        PeerNames four = new PeerNames(List.of("A", "B", "C", "D"));
        for (int at = 0; at <= 11; at++) {
            four.named("A", up("b", "c"), START.plusSeconds(at));
            four.named("B", up("a", "c"), START.plusSeconds(at));
            four.named("C", up("a", "b"), START.plusSeconds(at));
        }

        assertThat(four.identityOf("A")).isEqualTo("a");
        assertThat(four.identityOf("C")).isEqualTo("c");
        assertThat(four.identityOf("D")).isNull();
    }

    @Test
    void anIdentityThatChangedAtARestartIsRetired() {
        whoAllOthersNameAndOneDoesNotIsThatOne();

        Map<String, Boolean> both = new TreeMap<>(Map.of("b", true, "c", false, "c2", true));
        names.named("A", both, START.plusSeconds(100));
        names.named("B", new TreeMap<>(Map.of("a", true, "c", false, "c2", true)), START.plusSeconds(100));

        assertThat(names.identityOf("C")).isEqualTo("c2");
        assertThat(names.byName(both)).isEqualTo(Map.of("B", true, "C", true));
    }

    @Test
    void aMemberThatNamesItselfWasMistakenForAnother() {
        whoAllOthersNameAndOneDoesNotIsThatOne();

        named("A", "a", "b");

        assertThat(names.identityOf("A")).isNotEqualTo("a");
    }

    @Test
    void whatThePageSaysIsTaken() {
        names.told("A", "1");
        names.told("B", "2");
        assertThat(names.byName(up("2", "3"))).isEqualTo(Map.of("B", true, "3", true));

        names.told("B", "7");

        assertThat(names.byName(Map.of("2", false, "7", true))).isEqualTo(Map.of("B", true));
    }

    @Test
    void identitiesHaveOneSpelling() {
        assertThat(Peers.canonical("b82b6f3b4a...")).isEqualTo("b82b6f3b4a");
        assertThat(Peers.canonical("b82b6f3b4a…")).isEqualTo("b82b6f3b4a");
        assertThat(Peers.canonical("b82b6f3b4a1e53d2d56523f5a7b1974e3842ac37a068cc302286065a8853cf43"))
                .isEqualTo("b82b6f3b4a");
        assertThat(Peers.canonical("515092971627ae64")).isEqualTo("515092971627ae64");
    }

    private void named(String member, String... peers) {
        names.named(member, up(peers), START.plusSeconds(second++));
    }

    private static Map<String, Boolean> up(String... peers) {
        Map<String, Boolean> up = new TreeMap<>();
        for (String peer : peers) {
            up.put(peer, true);
        }
        return up;
    }
}
