package io.quorumwatch.source.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.ScrapeFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectionHabitTest {

    private final ConnectionHabit habit = new ConnectionHabit();

    private void closesInVain() {
        assertThat(habit.closed()).isTrue();
        habit.looked(null, false);
    }

    @Test
    void theFirstCloseIsNews() {
        assertThat(habit.closed()).isTrue();
    }

    @Test
    void afterTwoClosesInVainTheThirdIsNoNews() {
        closesInVain();
        closesInVain();
        assertThat(habit.closed()).isFalse();
    }

    @Test
    void aCloseBeforeARestartWasNotInVain() {
        closesInVain();
        assertThat(habit.closed()).isTrue();
        habit.looked(null, true);
        closesInVain();
        closesInVain();
        assertThat(habit.closed()).isFalse();
    }

    @Test
    void aCloseBeforeARefusalWasNotInVain() {
        closesInVain();
        assertThat(habit.closed()).isTrue();
        habit.looked(ScrapeFailure.REFUSED, false);
        assertThat(habit.closed()).isTrue();
    }

    @Test
    void aMemberThatCutsOffEveryAnswerMakesNoNewsEither() {
        for (int i = 0; i < 2; i++) {
            assertThat(habit.closed()).isTrue();
            habit.looked(ScrapeFailure.CLOSED, false);
        }
        assertThat(habit.closed()).isFalse();
    }

    @Test
    void aConnectionThatLastsForTenLooksBringsTrustBack() {
        closesInVain();
        closesInVain();
        assertThat(habit.closed()).isFalse();
        for (int i = 0; i < 9; i++) {
            habit.looked(null, false);
        }
        assertThat(habit.closed()).isFalse();
        for (int i = 0; i < 10; i++) {
            habit.looked(null, false);
        }
        assertThat(habit.closed()).isTrue();
    }

    @Test
    void thereIsOneExtraLookEachSecond() {
        ExtraLooks extra = new ExtraLooks();
        long start = Long.MAX_VALUE - 5;
        long second = Duration.ofSeconds(1).toNanos();
        assertThat(extra.take(start)).isTrue();
        assertThat(extra.take(start + second - 1)).isFalse();
        assertThat(extra.take(start + second)).isTrue();
        assertThat(extra.take(start + second + 1)).isFalse();
    }
}
