package io.quorumwatch.source.exposition;

import static io.quorumwatch.source.exposition.Reading.bytes;
import static io.quorumwatch.source.exposition.Reading.sample;
import static io.quorumwatch.source.exposition.Reading.samples;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Milliseconds in one format, seconds in the other, and how a page says which it is. */
class TimestampTest {

    @Test
    void aWholeNumberIsMillisecondsWhenNothingSaysOtherwise() {
        assertThat(sample("a 1 1795240000490").timestampMillis()).isEqualTo(1795240000490L);
        assertThat(sample("a 1 -5").timestampMillis()).isEqualTo(-5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# EOF\n",
                "# UNIT a seconds\n",
                "b 2 # {trace=\"x\"} 0.5\n",
                "b 2 # {} 1 1795240000.5\n",
                "b 2 7 # {} 1\n",
                "b 2 1795240000.5\n",
                "b 2 1.5e9\n"
            })
    void itIsSecondsOnAPageWithAnythingThatOnlyOpenMetricsHas(String sign) {
        assertThat(samples("a 1 1795240000\n" + sign).get(0).timestampMillis()).isEqualTo(1795240000_000L);
        if (!sign.equals("# EOF\n")) {
            assertThat(samples(sign + "c 1\na 1 1795240000\n").stream()
                            .filter(sample -> sample.name().equals("a"))
                            .findFirst())
                    .hasValueSatisfying(a -> assertThat(a.timestampMillis()).isEqualTo(1795240000_000L));
        }
    }

    @Test
    void itIsSecondsOnAPageThatIsDeclaredOpenMetrics() {
        ExpositionParser parser = ExpositionParser.forEverything(ExpositionLimits.DEFAULT);
        parser.reset(ExpositionFormat.OPENMETRICS);
        byte[] page = bytes("a 1 1795240000\n");
        assertThat(parser.accept(page, 0, page.length)).isNull();
        assertThat(parser.finish().page().samples().get(0).timestampMillis()).isEqualTo(1795240000_000L);
        assertThat(Reading.read(parser, page).page().samples().get(0).timestampMillis())
                .isEqualTo(1795240000L);
    }

    @Test
    void seesTheSignsInLinesThatNobodyWants() {
        ExpositionParser parser = new ExpositionParser(Set.of("a"), ExpositionLimits.DEFAULT);
        byte[] page = bytes("x 1\na 1 2\n# UNIT other_family seconds\ny 1\n");
        assertThat(Reading.read(parser, page).page().samples().get(0).timestampMillis())
                .isEqualTo(2000);
    }

    @ParameterizedTest
    @CsvSource({
        "1795240000.490, 1795240000490",
        "1795240000.4904, 1795240000490",
        "1795240000.4906, 1795240000491",
        "1.79524000049e9, 1795240000490",
        "-1.5, -1500",
        "0.0, 0"
    })
    void aFractionIsSecondsToTheMillisecond(String timestamp, long millis) {
        assertThat(sample("a 1 " + timestamp).timestampMillis()).isEqualTo(millis);
    }

    @Test
    void aCommentOfOtherWordsSaysNothing() {
        assertThat(samples("# EOFS\n# UNITS\n#EOF\n# HELP # EOF\na 1 5\n")
                        .get(0)
                        .timestampMillis())
                .isEqualTo(5);
    }

    @Test
    void readsTheFormatFromTheContentType() {
        assertThat(ExpositionFormat.ofContentType("application/openmetrics-text; version=1.0.0; charset=utf-8"))
                .isEqualTo(ExpositionFormat.OPENMETRICS);
        assertThat(ExpositionFormat.ofContentType(" Application/OpenMetrics-Text"))
                .isEqualTo(ExpositionFormat.OPENMETRICS);
        assertThat(ExpositionFormat.ofContentType("text/plain; version=0.0.4")).isEqualTo(ExpositionFormat.TEXT);
        assertThat(ExpositionFormat.ofContentType(null)).isEqualTo(ExpositionFormat.TEXT);
    }
}
