package io.quorumwatch.source.exposition;

import java.nio.charset.StandardCharsets;

/**
 * Reads the numbers of exposition text: decimal numbers, NaN, and the infinities, in any case. No hexadecimal numbers, underscores or
 * type suffixes. The result is the one that {@link Double#parseDouble} gives, to the last bit.
 */
final class NumberReader {

    /** No number stands there. */
    static final int NONE = -1;

    /** The longest number: enough for every double written out without an exponent. Longer ones cost time and mean nothing. */
    static final int LONGEST = 512;

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final long LARGEST_EXACT = 1L << 53;
    private static final long LAST_THAT_TAKES_A_DIGIT = (Long.MAX_VALUE - 9) / 10;
    private static final int EXPONENT_BOUND = 100_000;

    private double value;
    private boolean whole;
    private long wholeValue;

    /** Reads the number that begins at {@code from}; returns the position behind it, or {@link #NONE}. */
    int read(byte[] text, int from, int to) {
        boolean signed = from < to && (text[from] == '-' || text[from] == '+');
        int at = signed ? from + 1 : from;
        boolean negative = signed && text[from] == '-';
        if (at < to && text[at] > '9') {
            return word(text, at, to, signed, negative);
        }
        long digits = 0;
        int scale = 0;
        boolean exact = true;
        int firstDigit = at;
        int point = -1;
        for (; at < to; at++) {
            int digit = text[at] - '0';
            if (digit >= 0 && digit <= 9) {
                if (digits <= LAST_THAT_TAKES_A_DIGIT) {
                    digits = 10 * digits + digit;
                    scale -= point >= 0 ? 1 : 0;
                } else {
                    exact = false;
                }
            } else if (digit == '.' - '0' && point < 0) {
                point = at;
            } else {
                break;
            }
        }
        if (at - firstDigit == (point >= 0 ? 1 : 0)) {
            return NONE;
        }
        whole = exact && point < 0;
        if (at < to && (text[at] | 0x20) == 'e') {
            whole = false;
            boolean down = at + 1 < to && text[at + 1] == '-';
            at += down || (at + 1 < to && text[at + 1] == '+') ? 2 : 1;
            int exponent = 0;
            int firstOfExponent = at;
            for (; at < to && Characters.isDigit(text[at]); at++) {
                exponent = Math.min(10 * exponent + text[at] - '0', EXPONENT_BOUND);
            }
            if (at == firstOfExponent) {
                return NONE;
            }
            scale += down ? -exponent : exponent;
        }
        if (at - from > LONGEST) {
            return NONE;
        }
        wholeValue = negative ? -digits : digits;
        if (exact && digits <= LARGEST_EXACT && scale >= -22 && scale <= 22) {
            // Both operands are exact doubles, so the one rounding of the operation is the only one.
            double magnitude = scale < 0 ? digits / POWERS_OF_TEN[-scale] : digits * POWERS_OF_TEN[scale];
            value = negative ? -magnitude : magnitude;
        } else {
            value = Double.parseDouble(new String(text, from, at - from, StandardCharsets.ISO_8859_1));
        }
        return at;
    }

    private int word(byte[] text, int from, int to, boolean signed, boolean negative) {
        whole = false;
        if (!signed && stands("nan", text, from, to)) {
            value = Double.NaN;
            return from + 3;
        }
        value = negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        if (stands("infinity", text, from, to)) {
            return from + 8;
        }
        return stands("inf", text, from, to) ? from + 3 : NONE;
    }

    private static boolean stands(String word, byte[] text, int from, int to) {
        if (to - from < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if ((text[from + i] | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    double value() {
        return value;
    }

    /** Whether the number was written with digits alone and fits a long. */
    boolean isWhole() {
        return whole;
    }

    /** The number when it {@link #isWhole}. */
    long wholeValue() {
        return wholeValue;
    }
}
