package io.quorumwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "1",
                "-1",
                "0.1",
                "0.25",
                "1234567",
                "1700000000.123",
                "123456789012345680000",
                "1e+21",
                "1e-8",
                "0.0000001",
                "5e-324",
                "1.7976931348623157e+308",
                "2e-44",
                "9007199254740993e+2"
            })
    void writesWhatWasWritten(String text) {
        double value = Double.parseDouble(text);

        assertThat(Double.parseDouble(DecimalText.of(value))).isEqualTo(value);
        assertThat(DecimalText.of(value)).hasSizeLessThanOrEqualTo(Math.max(text.length(), 21));
    }

    @Test
    void spellsSpecialValuesAsExpositionsDo() {
        assertThat(DecimalText.of(Double.NaN)).isEqualTo("NaN");
        assertThat(DecimalText.of(Double.POSITIVE_INFINITY)).isEqualTo("+Inf");
        assertThat(DecimalText.of(Double.NEGATIVE_INFINITY)).isEqualTo("-Inf");
        assertThat(DecimalText.of(-0.0)).isEqualTo("-0");
        assertThat(DecimalText.of(2e-44))
                .as("Double.toString of Java 17 writes a digit more")
                .isEqualTo("2e-44");
        assertThat(DecimalText.of(1e21)).isEqualTo("1e+21");
        assertThat(DecimalText.of(1e20)).isEqualTo("100000000000000000000");
        assertThat(DecimalText.of(147_258)).isEqualTo("147258");
        assertThat(DecimalText.of(1e-7)).isEqualTo("0.0000001");
        assertThat(DecimalText.of(1.5e-8)).isEqualTo("1.5e-8");
    }

    @Test
    void everyNumberReadsBackAsItself() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Double.parseDouble(DecimalText.of(value))).isEqualTo(value);
            }
        }
    }
}
