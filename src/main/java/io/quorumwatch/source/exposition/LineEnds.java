package io.quorumwatch.source.exposition;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds line ends eight bytes at a time, which is what most of the time on a page is spent with. */
final class LineEnds {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NEWLINES = 0x0a0a0a0a0a0a0a0aL;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long BEFORE_DIGITS = 0x3030303030303030L;
    private static final long BEYOND_LETTERS = 0x0505050505050505L;

    private LineEnds() {}

    /** The eight bytes from {@code at} on, the first one lowest. They must lie within the array. */
    static long word(byte[] bytes, int at) {
        return (long) WORDS.get(bytes, at);
    }

    /** The position of the first newline in the range, or {@code to} when there is none. */
    static int next(byte[] bytes, int from, int to) {
        int at = from;
        for (int last = to - Long.BYTES; at <= last; at += Long.BYTES) {
            // A byte becomes zero where it is a newline; the lowest high bit that survives marks the first such byte.
            long zeroAtNewline = (long) WORDS.get(bytes, at) ^ NEWLINES;
            long marks = (zeroAtNewline - ONES) & ~zeroAtNewline & HIGHS;
            if (marks != 0) {
                return at + (Long.numberOfTrailingZeros(marks) >>> 3);
            }
        }
        while (at < to && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    /**
     * The position behind the characters of a name that begins at {@code from}, eight at a time. Takes a few characters for parts of a
     * name that are not, such as {@code =}; so it can turn away names that are not wanted, but does not validate any.
     */
    static int endOfWord(byte[] bytes, int from, int to) {
        int at = from;
        for (int last = to - Long.BYTES; at <= last; at += Long.BYTES) {
            long word = (long) WORDS.get(bytes, at);
            long marks = (((word - BEFORE_DIGITS) & ~word) | (word + BEYOND_LETTERS) | word) & HIGHS;
            if (marks != 0) {
                return at + (Long.numberOfTrailingZeros(marks) >>> 3);
            }
        }
        while (at < to && bytes[at] >= '0' && bytes[at] <= 'z') {
            at++;
        }
        return at;
    }
}
