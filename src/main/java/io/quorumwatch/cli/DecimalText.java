package io.quorumwatch.cli;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The shortest decimal that reads back as the same number, with {@code NaN}, {@code +Inf} and {@code -Inf} as expositions spell
 * them. Before Java 19 {@link Double#toString} is sometimes a digit too long, hence not simply that.
 */
final class DecimalText {

    private static final int ENOUGH_DIGITS = 17;
    private static final int MOST_PLAIN = 21;
    private static final int LEAST_PLAIN = -7;

    private DecimalText() {}

    static String of(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal shortest = shortest(value).stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        return exponent < LEAST_PLAIN || exponent >= MOST_PLAIN
                ? scientific(shortest, exponent)
                : shortest.toPlainString();
    }

    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < ENOUGH_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits));
            if (rounded.doubleValue() == value) {
                return rounded;
            }
        }
        return exact.round(new MathContext(ENOUGH_DIGITS));
    }

    private static String scientific(BigDecimal number, int exponent) {
        String mantissa = number.movePointLeft(exponent).stripTrailingZeros().toPlainString();
        return mantissa + 'e' + (exponent < 0 ? "" : "+") + exponent;
    }
}
