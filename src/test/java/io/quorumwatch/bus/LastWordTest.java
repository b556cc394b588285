package io.quorumwatch.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What stands is remembered as it was first said, and when it was last said. */
class LastWordTest {

    private static final Instant START = Instant.parse("2026-05-01T12:00:00Z");

    @Test
    void aRepetitionMovesOnlyTheTime() {
        Verdict first = verdict(VerdictState.OK, VerdictState.OK, 0, Map.of("leaders", 1L));
        LastWord word = new LastWord(first);
        assertThat(word.hear(verdict(VerdictState.OK, VerdictState.OK, 5, Map.of("leaders", 1L))))
                .isFalse();
        assertThat(word.verdict()).isSameAs(first);
        assertThat(word.saidBefore(START.plusSeconds(5))).isFalse();
        assertThat(word.saidBefore(START.plusSeconds(5).plusMillis(1))).isTrue();
        assertThat(word.saidAfter(START.plusSeconds(5))).isFalse();
        assertThat(word.saidAfter(START.plusSeconds(5).minusMillis(1))).isTrue();
    }

    @Test
    void anotherStateAnotherFigureAndTheFirstRepetitionAfterAChangeAreKept() {
        LastWord word = new LastWord(verdict(VerdictState.OK, VerdictState.OK, 0, Map.of("leaders", 1L)));
        List<Verdict> others = List.of(
                verdict(VerdictState.OK, VerdictState.OK, 5, Map.of("leaders", 2L)),
                verdict(VerdictState.OK, VerdictState.OK, 10, Map.of()),
                verdict(VerdictState.FIRING, VerdictState.OK, 15, Map.of()),
                verdict(VerdictState.FIRING, VerdictState.FIRING, 20, Map.of()));
        for (Verdict other : others) {
            assertThat(word.hear(other)).isTrue();
            assertThat(word.verdict()).isSameAs(other);
        }
    }

    @Test
    void standsForItsTopic() {
        LastWord word = new LastWord(verdict(VerdictState.OK, VerdictState.OK, 0, Map.of()));
        assertThat(word.condition()).isEqualTo("leader-multiple");
        assertThat(word.subject()).isEqualTo("m1");
    }

    private static Verdict verdict(
            VerdictState state, VerdictState previous, int second, Map<String, Object> evidence) {
        return new Verdict(
                "acme",
                Concern.LEADER,
                "leader-multiple",
                "m1",
                state,
                previous,
                Severity.PAGE,
                START.plusSeconds(second),
                START,
                "ok",
                evidence);
    }
}
