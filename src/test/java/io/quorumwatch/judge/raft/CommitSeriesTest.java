package io.quorumwatch.judge.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What is remembered of a member's commit index: the last looks exactly, long ago roughly, and nothing of another life. */
class CommitSeriesTest {

    private static final Instant START = Instant.parse("2026-11-21T05:46:00Z");

    private final CommitSeries series = new CommitSeries();

    /** A look each second that takes 20 ms; the index grows by ten each second. */
    private void look(int seconds) {
        for (int second = 0; second < seconds; second++) {
            series.add(at(second), at(second).plusMillis(20), 10.0 * second);
        }
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }

    @Test
    void knowsNothingBeforeTheFirstLook() {
        assertThat(series.last()).isNull();
        assertThat(series.lastIndex()).isNaN();
        assertThat(series.at(START)).isNaN();
        assertThat(series.exceeded(0)).isNull();
        assertThat(series.before(START)).isNull();
        assertThat(series.lastAdvance()).isNull();
    }

    @Test
    void interpolatesBetweenLooksAtTheMiddleOfAskingAndAnswering() {
        look(10);
        assertThat(series.at(at(4).plusMillis(10))).isEqualTo(40);
        assertThat(series.at(at(4).plusMillis(510))).isEqualTo(45);
        assertThat(series.at(at(60))).isEqualTo(90);
        assertThat(series.at(START)).isNaN();
    }

    @Test
    void takesThePessimisticEndWhenItMustBeCertain() {
        look(10);
        assertThat(series.before(at(4).plusMillis(19)))
                .isEqualTo(new CommitSeries.Point(at(3), at(3).plusMillis(20), 30));
        assertThat(series.exceeded(45)).isEqualTo(at(5).plusMillis(20));
        assertThat(series.exceeded(90)).isNull();
        assertThat(series.lastAdvance()).isEqualTo(at(9).plusMillis(20));
    }

    @Test
    void remembersTheLastLooksExactlyHoweverLongItGoesOn() {
        look(10_000);
        for (int ago = 1; ago < CommitSeries.NEWEST; ago++) {
            int second = 9_999 - ago;
            assertThat(series.exceeded(10.0 * second - 5))
                    .as("%s s ago", ago)
                    .isEqualTo(at(second).plusMillis(20));
        }
    }

    @Test
    void remembersWhatIsLongAgoRoughly() {
        look(10_000);
        for (int ago : new int[] {60, 120, 300, 600, 1800, 3600}) {
            int second = 9_999 - ago;
            Instant exceeded = series.exceeded(10.0 * second);
            assertThat(exceeded).as("%s s ago", ago).isNotNull();
            assertThat((double) Duration.between(at(second), exceeded).toSeconds())
                    .as("%s s ago", ago)
                    .isBetween(0.0, 0.1 * ago);
            assertThat(series.at(at(second))).isCloseTo(10.0 * second, Offset.offset(1.0));
        }
    }

    @Test
    void tellsWhenTheIndexPassedAfterItHadFallen() {
        look(10);
        series.add(at(10), at(10).plusMillis(20), 5);
        series.add(at(11), at(11).plusMillis(20), 50);
        assertThat(series.exceeded(20)).isEqualTo(at(11).plusMillis(20));
    }

    @Test
    void forgetsAnotherLife() {
        look(10);
        series.clear();
        assertThat(series.last()).isNull();
        assertThat(series.at(at(5))).isNaN();
        series.add(at(11), at(11).plusMillis(20), 3);
        assertThat(series.lastIndex()).isEqualTo(3);
    }
}
