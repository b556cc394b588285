package io.quorumwatch.source.exposition;

import static io.quorumwatch.source.exposition.Reading.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberReaderTest {

    private final NumberReader reader = new NumberReader();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "+0.0",
                "1",
                "-1",
                ".5",
                "5.",
                "0.1",
                "1e5",
                "1E+5",
                "1e-5",
                "6.4692608e+07",
                "1.79524000049e+09",
                "9007199254740992",
                "9007199254740993",
                "9007199254740993e3",
                "9223372036854775807",
                "9223372036854775808",
                "123456789012345678901234567890",
                "0.46500229400000006",
                "1e22",
                "1e23",
                "1e-22",
                "1e-23",
                "9007199254740991e22",
                "4.9e-324",
                "2e-324",
                "1.7976931348623157e308",
                "1e309",
                "-1e309",
                "1e-999999999999",
                "0e999999999999",
                "0.000000000000000000000000000000000000001",
                "00000000000000000000000000000000001.5",
                "1797693134862315708145274237317043567980705675258449965989174768031572607800285387605895586327668781715404589535"
            })
    void agreesWithTheLibraryToTheLastBit(String text) {
        assertThat(valueOf(text)).isEqualTo(Double.parseDouble(text));
    }

    @Test
    void agreesWithTheLibraryOnRandomNumbers() {
        Random random = new Random(4711);
        for (int i = 0; i < 200_000; i++) {
            String text = randomNumber(random, i);
            assertThat(Double.doubleToLongBits(valueOf(text)))
                    .as(text)
                    .isEqualTo(Double.doubleToLongBits(Double.parseDouble(text)));
        }
    }

    private static String randomNumber(Random random, int i) {
        return switch (i % 5) {
            case 0 -> Double.toString(nextFinite(random));
            case 1 -> Long.toString(random.nextLong() >> random.nextInt(64));
            case 2 -> (random.nextLong() >> random.nextInt(64)) + "e" + (random.nextInt(60) - 30);
            case 3 -> random.nextInt(1000) + "." + (random.nextLong() >>> (1 + random.nextInt(63)));
            default -> Float.toString(random.nextFloat());
        };
    }

    private static double nextFinite(Random random) {
        double value = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) ? value : 0.5;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "-", ".", "+.", "e5", "1e", "1e+", "--1", "+-1", "in", "+na", ",5", "/"})
    void findsNoNumberWhereNoneIs(String text) {
        assertThat(reader.read(bytes(text), 0, bytes(text).length)).isEqualTo(NumberReader.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 2", "1x", "1.5.5", "1_000", "0x10", "NaN1", "inf ", "1e5e5", "1-1"})
    void stopsWhereTheNumberEnds(String text) {
        int end = reader.read(bytes(text), 0, bytes(text).length);
        assertThat(end).isPositive().isLessThan(text.length());
    }

    @Test
    void readsNothingBeyondTheRange() {
        assertThat(reader.read(bytes("x123456"), 1, 4)).isEqualTo(4);
        assertThat(reader.value()).isEqualTo(123);
    }

    @Test
    void refusesNumbersThatAreOnlyLong() {
        String longest = "0." + "1".repeat(NumberReader.LONGEST - 2);
        assertThat(valueOf(longest)).isEqualTo(Double.parseDouble(longest));
        byte[] longer = bytes(longest + "1");
        assertThat(reader.read(longer, 0, longer.length)).isEqualTo(NumberReader.NONE);
    }

    @Test
    void tellsWholeNumbersFromOthers() {
        assertThat(valueOf("-1795240000490")).isNegative();
        assertThat(reader.isWhole()).isTrue();
        assertThat(reader.wholeValue()).isEqualTo(-1795240000490L);
        assertThat(valueOf("1795240000.49")).isPositive();
        assertThat(reader.isWhole()).isFalse();
        assertThat(valueOf("1e3")).isEqualTo(1000);
        assertThat(reader.isWhole()).isFalse();
        assertThat(valueOf("99999999999999999999")).isEqualTo(1e20);
        assertThat(reader.isWhole()).isFalse();
    }

    private double valueOf(String text) {
        byte[] bytes = bytes(text);
        assertThat(reader.read(bytes, 0, bytes.length)).as(text).isEqualTo(bytes.length);
        return reader.value();
    }
}
