package io.quorumwatch.face.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsFormatTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,"
                        + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
                "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
                        + "application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
                        + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
                "application/openmetrics-text; version=\"1.0.0\"",
                "Application/OpenMetrics-Text",
                "text/plain;q=0.5, application/openmetrics-text;q=0.5"
            })
    void givesOpenMetricsToPrometheusAndToWhoeverLikesItAtLeastAsMuch(String accept) {
        assertThat(MetricsFormat.negotiate(accept)).isEqualTo(MetricsFormat.OPENMETRICS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "text/plain",
                "text/plain;version=0.0.4;q=0.6,application/openmetrics-text;version=1.0.0;q=0.5",
                "application/openmetrics-text;version=0.0.1",
                "application/openmetrics-text;q=0",
                "application/openmetrics-text;q=2",
                "application/openmetrics-text;q=often",
                "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                ";;;,,q=1,/"
            })
    void givesTextToEverybodyElse(String accept) {
        assertThat(MetricsFormat.negotiate(accept)).isEqualTo(MetricsFormat.TEXT);
    }

    @Test
    void givesTextWithoutAHeader() {
        assertThat(MetricsFormat.negotiate(null)).isEqualTo(MetricsFormat.TEXT);
    }

    @Test
    void takesAWildcardOnlyWhereTheNameItselfIsNotGiven() {
        assertThat(Preferences.quality("gzip;q=0, *", "gzip", "", "*")).isZero();
        assertThat(Preferences.quality("br, *;q=0.3", "gzip", "", "*")).isEqualTo(0.3);
    }
}
