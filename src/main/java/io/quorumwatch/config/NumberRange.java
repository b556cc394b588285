package io.quorumwatch.config;

import java.math.BigDecimal;

/**
 * The numbers that a limit may be.
 *
 * @param least the smallest, not negative
 * @param most the largest; infinite where none is
 */
public record NumberRange(double least, double most) {

    /** Any number that is not negative. */
    public static final NumberRange ANY = new NumberRange(0, Double.POSITIVE_INFINITY);

    /** How often something must be: with none, it would always have been. */
    public static final NumberRange COUNT = new NumberRange(1, Double.POSITIVE_INFINITY);

    /** A part of a whole. */
    public static final NumberRange SHARE = new NumberRange(0, 1);

    boolean contains(double number) {
        return number >= least && number <= most;
    }

    /** The range for an error message. */
    String text() {
        return Double.isInfinite(most)
                ? "a number of at least " + plain(least) + ", without a unit"
                : "a number from " + plain(least) + " to " + plain(most) + ", without a unit";
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
