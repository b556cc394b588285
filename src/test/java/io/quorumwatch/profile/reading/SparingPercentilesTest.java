package io.quorumwatch.profile.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.profile.definition.How;
import io.quorumwatch.profile.definition.Source;
import io.quorumwatch.source.exposition.Sample;
import io.quorumwatch.testing.Pages;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SparingPercentilesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String FAMILY = "etcd_disk_wal_fsync_duration_seconds";

    private final SparingPercentiles percentiles = new SparingPercentiles();
    private final Source fsync = new Source(List.of(FAMILY), Map.of(), How.P99, true, false, false, false, null);
    private int asked;

    @Test
    void whatWasReckonedHoldsForFiveSeconds() {
        assertThat(look(0, 0)).isNaN();

        assertThat(look(4, 10)).isNaN();
        assertThat(look(5, 20)).isGreaterThan(0);
        assertThat(asked).as("how often the buckets were looked at").isEqualTo(2);
    }

    @Test
    void groupsAreReckonedApart() {
        assertThat(look(0, 0)).isNaN();

        double other = percentiles.greatest(fsync, "other", () -> buckets(10), START.plusSeconds(1));

        assertThat(other).as("the same histogram, asked for anew").isGreaterThan(0);
    }

    @Test
    void aClockThatWentBackIsNotWaitedFor() {
        assertThat(look(60, 0)).isNaN();

        assertThat(look(1, 10)).isGreaterThan(0);
    }

    @Test
    void aProcessThatBeganAnewIsReckonedAtOnce() {
        assertThat(look(0, 0)).isNaN();
        assertThat(look(5, 10)).isGreaterThan(0);

        percentiles.forget();

        assertThat(look(6, 0)).isNaN();
    }

    private double look(long second, int observed) {
        return percentiles.greatest(
                fsync,
                "",
                () -> {
                    asked++;
                    return buckets(observed);
                },
                START.plusSeconds(second));
    }

    private static List<Sample> buckets(int observed) {
        return Pages.of(FAMILY + "_bucket{le=\"0.1\"} " + observed, FAMILY + "_bucket{le=\"+Inf\"} " + observed)
                .samples();
    }
}
