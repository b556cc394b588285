package io.quorumwatch.profile.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quorumwatch.source.exposition.Sample;
import io.quorumwatch.testing.Pages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PercentilesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final double[] NOTHING = {0, 0, 0, 0};

    private final Percentiles percentiles = new Percentiles();

    @Test
    void isAbsentAtTheFirstLookAndWhileNothingIsObserved() {
        assertThat(look(0, 5, 7, 9, 9)).isNaN();
        assertThat(look(1, 5, 7, 9, 9)).isNaN();
    }

    @Test
    void interpolatesWithinTheBucketAsPrometheusDoes() {
        double first = look(0, NOTHING);
        assertThat(first).isNaN();

        // 100 observations, the 99th is the 9th of 10 in the bucket from 0.2 to 0.4.
        assertThat(look(1, 50, 90, 100, 100)).isCloseTo(0.2 + 0.2 * 0.9, within(1e-12));
    }

    @Test
    void theLowestBucketBeginsAtZero() {
        assertThat(look(0, NOTHING)).isNaN();

        assertThat(look(1, 10, 10, 10, 10)).isCloseTo(0.099, within(1e-12));
    }

    @Test
    void beyondTheLastBoundThatBoundIsTheAnswer() {
        assertThat(look(0, NOTHING)).isNaN();

        assertThat(look(1, 0, 0, 0, 10)).isEqualTo(0.4);
    }

    @Test
    void forgetsWhatIsOlderThanTheWindow() {
        assertThat(look(0, NOTHING)).isNaN();
        assertThat(look(1, 0, 0, 100, 100)).isGreaterThan(0.2);
        for (int second = 2; second <= 155; second++) {
            double any = look(second, second, second, 100 + second, 100 + second);
            assertThat(any).isNotNaN();
        }

        assertThat(look(156, 256, 256, 356, 356)).isLessThanOrEqualTo(0.1);
    }

    @Test
    void aCounterThatBeginsAnewBeginsTheWindowAnew() {
        assertThat(look(0, 0, 0, 100, 100)).isNaN();
        assertThat(look(1, 0, 0, 200, 200)).isNotNaN();

        assertThat(look(2, 1, 1, 1, 1)).isNaN();
        assertThat(look(3, 11, 11, 11, 11)).isLessThanOrEqualTo(0.1);
    }

    @Test
    void theSlowestOfSeveralCounts() {
        List<Sample> before = both("b 0", "c 0");
        assertThat(percentiles.greatest("h", before, START)).isNaN();

        double slowest = percentiles.greatest("h", both("b 10", "c 10"), START.plusSeconds(1));

        assertThat(slowest).isGreaterThan(0.2);
    }

    @Test
    void bucketsInAnyOrderAreRead() {
        List<Sample> shuffled = new ArrayList<>(buckets(10, 10, 10, 10));
        java.util.Collections.reverse(shuffled);
        assertThat(look(0, NOTHING)).isNaN();

        assertThat(percentiles.greatest("h", shuffled, START.plusSeconds(1))).isCloseTo(0.099, within(1e-12));
    }

    @Test
    void aHistogramWithoutAnEndIsLeftOut() {
        List<Sample> half = buckets(1, 1, 1, 1).subList(0, 3);

        assertThat(percentiles.greatest("h", half, START)).isNaN();
        assertThat(percentiles.greatest("h", half, START.plusSeconds(1))).isNaN();
    }

    private double look(long second, double... counts) {
        return percentiles.greatest("h", buckets(counts), START.plusSeconds(second));
    }

    private static List<Sample> buckets(double... counts) {
        return Pages.of(
                        "h_bucket{le=\"0.1\"} " + counts[0],
                        "h_bucket{le=\"0.2\"} " + counts[1],
                        "h_bucket{le=\"0.4\"} " + counts[2],
                        "h_bucket{le=\"+Inf\"} " + counts[3])
                .samples();
    }

    /** Two histograms: all of b is below 0.1, all of c between 0.2 and 0.4. */
    private static List<Sample> both(String fast, String slow) {
        String b = fast.substring(2);
        String c = slow.substring(2);
        return Pages.of(
                        "h_bucket{To=\"b\",le=\"0.1\"} " + b,
                        "h_bucket{To=\"b\",le=\"0.4\"} " + b,
                        "h_bucket{To=\"b\",le=\"+Inf\"} " + b,
                        "h_bucket{To=\"c\",le=\"0.2\"} 0",
                        "h_bucket{To=\"c\",le=\"0.4\"} " + c,
                        "h_bucket{To=\"c\",le=\"+Inf\"} " + c)
                .samples();
    }
}
