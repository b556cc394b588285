package io.quorumwatch.profile.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.profile.definition.RestartRule;
import io.quorumwatch.source.exposition.Malformed;
import io.quorumwatch.source.exposition.Page;
import io.quorumwatch.testing.Pages;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RestartsTest {

    private final Restarts restarts = new Restarts(new RestartRule("started", Set.of("a", "b"), true));

    @Test
    void theFirstPageIsNoRestart() {
        assertThat(look("a 5")).isFalse();
    }

    @Test
    void countersThatGrowAreNoRestart() {
        assertThat(look("a 5")).isFalse();
        assertThat(look("a 5", "b 1")).isFalse();
        assertThat(look("b 2", "a 9")).isFalse();
    }

    @Test
    void aSmallerCounterIsARestart() {
        assertThat(look("a{x=\"1\"} 5", "a{x=\"2\"} 5")).isFalse();
        assertThat(look("a{x=\"1\"} 9", "a{x=\"2\"} 4")).isTrue();
        assertThat(look("a{x=\"1\"} 9", "a{x=\"2\"} 4")).isFalse();
    }

    @Test
    void aCounterThatIsGoneIsARestart() {
        assertThat(look("a 5", "b 1")).isFalse();
        assertThat(look("a 6")).isTrue();
        assertThat(look()).isTrue();
        assertThat(look("a 1")).isFalse();
    }

    @Test
    void aCounterThatIsMissingFromADamagedPageIsNone() {
        assertThat(look("a 5", "b 1")).isFalse();

        Page damaged = new Page(Pages.of("a 6").samples(), 2, 9, Map.of(Malformed.BAD_VALUE, 1));

        assertThat(restarts.observe(PageIndex.of(damaged, null))).isFalse();
    }

    @Test
    void whereSeriesComeAndGoACounterThatIsGoneSaysNothing() {
        Restarts tolerant = new Restarts(new RestartRule("started", Set.of("a"), false));

        assertThat(tolerant.observe(PageIndex.of(Pages.of("a 5"), null))).isFalse();
        assertThat(tolerant.observe(PageIndex.of(Pages.of("c 5"), null))).isFalse();
    }

    @Test
    void theStartTimeDecidesAloneAndMayTremble() {
        assertThat(look("started 1000.2", "a 5")).isFalse();
        assertThat(look("started 1000.9", "a 1")).isFalse();
        assertThat(look("started 1007.0", "a 9")).isTrue();
    }

    @Test
    void aPageAfterTheProcessWasGoneIsOfANewOne() {
        assertThat(look("c 5")).isFalse();
        restarts.gone();
        assertThat(look("c 5")).isTrue();
        assertThat(look("c 5")).isFalse();
    }

    @Test
    void aPortThatWasRefusedIsNoRestartWhereCountersGoOn() {
        assertThat(look("a 5")).isFalse();
        restarts.gone();
        assertThat(look("a 6")).isFalse();
        assertThat(look("a 7", "started 1000")).isFalse();
        restarts.gone();
        assertThat(look("a 1", "started 1000")).isFalse();
    }

    @Test
    void afterTheProcessWasGoneACounterThatIsMissingTellsARestartEverywhere() {
        Restarts tolerant = new Restarts(new RestartRule("started", Set.of("a", "b"), false));

        assertThat(tolerant.observe(PageIndex.of(Pages.of("a 5", "b 1"), null))).isFalse();
        tolerant.gone();
        assertThat(tolerant.observe(PageIndex.of(Pages.of("a 6"), null))).isTrue();
    }

    @Test
    void aFirstPageIsNoRestartAlthoughTheProcessWasGoneBefore() {
        restarts.gone();
        assertThat(look("a 5")).isFalse();
    }

    private boolean look(String... lines) {
        return restarts.observe(PageIndex.of(Pages.of(lines), null));
    }
}
