package io.quorumwatch.face.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageWriterTest {

    @Test
    void writesNoHeadForAFamilyWithoutASample() {
        PageWriter page = new PageWriter(MetricsFormat.TEXT);
        page.begin(MetricNames.BONDS);
        page.begin(MetricNames.PAUSES);
        page.sample(LabelText.NONE, 0);
        assertThat(text(page))
                .isEqualTo("# HELP quorumwatch_pauses_total " + MetricNames.PAUSES.help()
                        + "\n# TYPE quorumwatch_pauses_total counter\nquorumwatch_pauses_total 0\n");
    }

    @Test
    void namesCountersAndInfoAsOpenMetricsWantsIt() {
        PageWriter page = new PageWriter(MetricsFormat.OPENMETRICS);
        page.begin(MetricNames.INFO);
        page.sample(LabelText.of("version", "1"), 1);
        page.begin(MetricNames.PAUSES);
        page.sample(LabelText.NONE, 2);
        assertThat(text(page).lines().filter(line -> !line.startsWith("# HELP")))
                .containsExactly(
                        "# TYPE quorumwatch info",
                        "quorumwatch_info{version=\"1\"} 1",
                        "# TYPE quorumwatch_pauses counter",
                        "quorumwatch_pauses_total 2");
    }

    @Test
    void callsInfoAGaugeInTextWhichHasNoSuchType() {
        PageWriter page = new PageWriter(MetricsFormat.TEXT);
        page.begin(MetricNames.INFO);
        page.sample(LabelText.NONE, 1);
        assertThat(text(page)).contains("# TYPE quorumwatch_info gauge\n");
    }

    @Test
    void escapesLabelValues() {
        PageWriter page = new PageWriter(MetricsFormat.TEXT);
        page.begin(MetricNames.LEADERS);
        page.sample(LabelText.of("watched", "a\\b\"c\nd é"), 1);
        assertThat(text(page)).endsWith("quorumwatch_leaders{watched=\"a\\\\b\\\"c\\nd é\"} 1\n");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-3, -3",
        "10, 10",
        "1763719200.5, 1.7637192005E9",
        "9007199254740991, 9007199254740991",
        "1e300, 1.0E300",
        "0.25, 0.25",
        "NaN, NaN",
        "Infinity, +Inf",
        "-Infinity, -Inf",
        "-0.5, -0.5"
    })
    void writesNumbersAsTheFormatReadsThem(double value, String written) {
        PageWriter page = new PageWriter(MetricsFormat.TEXT);
        page.begin(MetricNames.LEADERS);
        page.sample(LabelText.NONE, value);
        assertThat(text(page)).endsWith("quorumwatch_leaders " + written + "\n");
    }

    @Test
    void writesCumulativeBucketsWithTheirCountAndSum() {
        Histogram histogram = new Histogram(1, 2.5);
        histogram.observe(1);
        histogram.observe(2);
        histogram.observe(9);
        PageWriter page = new PageWriter(MetricsFormat.TEXT);
        page.begin(MetricNames.SCRAPE_DURATION);
        page.histogram(LabelText.of("watched", "a"), histogram);
        assertThat(text(page).lines().skip(2))
                .containsExactly(
                        "quorumwatch_scrape_duration_seconds_bucket{watched=\"a\",le=\"1.0\"} 1",
                        "quorumwatch_scrape_duration_seconds_bucket{watched=\"a\",le=\"2.5\"} 2",
                        "quorumwatch_scrape_duration_seconds_bucket{watched=\"a\",le=\"+Inf\"} 3",
                        "quorumwatch_scrape_duration_seconds_count{watched=\"a\"} 3",
                        "quorumwatch_scrape_duration_seconds_sum{watched=\"a\"} 12");
    }

    @Test
    void writesAHistogramWithoutLabels() {
        PageWriter page = new PageWriter(MetricsFormat.TEXT);
        page.begin(MetricNames.EVENT_LOOP_LAG);
        page.histogram(LabelText.NONE, new Histogram(1));
        assertThat(text(page).lines().skip(2))
                .containsExactly(
                        "quorumwatch_event_loop_lag_seconds_bucket{le=\"1.0\"} 0",
                        "quorumwatch_event_loop_lag_seconds_bucket{le=\"+Inf\"} 0",
                        "quorumwatch_event_loop_lag_seconds_count 0",
                        "quorumwatch_event_loop_lag_seconds_sum 0");
    }

    private static String text(PageWriter page) {
        return new String(page.takeBytes(), StandardCharsets.UTF_8);
    }
}
