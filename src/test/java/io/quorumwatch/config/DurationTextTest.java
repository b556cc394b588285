package io.quorumwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "500ms,PT0.5S",
        "3s,PT3S",
        "15m,PT15M",
        "24h,PT24H",
        "7d,P7D",
        "1m30s,PT1M30S",
        "2h5ms,PT2H0.005S",
        "0s,PT0S",
        "90s,PT1M30S"
    })
    void readsNumbersWithUnits(String text, Duration duration) {
        assertThat(DurationText.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3",
                "s",
                "-3s",
                "+3s",
                "1.5s",
                "3 s",
                "3S",
                "30s1m",
                "1s1s",
                "3sec",
                "1w",
                "9999999999s",
                "99999d",
                "٣s"
            })
    void refusesEverythingElse(String text) {
        assertThat(DurationText.parse(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "1ms", "900ms", "1s500ms", "1m30s", "1h", "7d", "1d1h1m1s1ms"})
    void writesWhatItReads(String text) {
        Duration duration = DurationText.parse(text);

        assertThat(duration).isNotNull();
        assertThat(DurationText.format(duration)).isEqualTo(text);
    }
}
