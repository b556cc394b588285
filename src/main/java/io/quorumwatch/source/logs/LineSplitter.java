package io.quorumwatch.source.logs;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes lines of bytes that arrive in any pieces. A half line waits for its end. Lines end in {@code \n} or {@code \r\n}, empty ones
 * are left out, and what is not UTF-8 becomes U+FFFD. Holds at most one line of the longest length; pure.
 *
 * <p>NUL bytes are passed over: a writer that does not append leaves a hole of them where a file was truncated under it.
 */
final class LineSplitter {

    /** The longest line that is handed on whole, bytes. */
    static final int LONGEST_LINE = 64 * 1024;

    private final int longest;
    private final Consumer<String> taker;
    private final ByteArrayOutputStream half = new ByteArrayOutputStream();
    private long sinceLineEnd;
    private boolean overlong;
    private long cut;

    /**
     * @param longest the longest line in bytes; what goes beyond is dropped, and the line counted as {@link #cut}
     * @param taker gets each line without its end
     */
    LineSplitter(int longest, Consumer<String> taker) {
        this.longest = longest;
        this.taker = taker;
    }

    /** Takes more bytes. */
    void accept(byte[] bytes, int from, int to) {
        int start = from;
        for (int at = from; at < to; at++) {
            if (bytes[at] == '\n') {
                if (half.size() == 0 && !overlong && at - start <= longest) {
                    hand(bytes, start, at);
                } else {
                    keep(bytes, start, at);
                    endHalf();
                }
                start = at + 1;
                sinceLineEnd = 0;
            }
        }
        keep(bytes, start, to);
        sinceLineEnd += to - start;
    }

    /** The bytes will not go on: a half line counts as a line. */
    void finish() {
        endHalf();
        sinceLineEnd = 0;
    }

    /** Forgets the half line, since its other half will never come; whether there was one. */
    boolean forget() {
        boolean any = half.size() > 0 || overlong;
        half.reset();
        overlong = false;
        sinceLineEnd = 0;
        return any;
    }

    /** How many bytes have come since the last end of a line. */
    long sinceLineEnd() {
        return sinceLineEnd;
    }

    /** How many lines were too long, and so lost their end; since the last time this was asked. */
    long takeCut() {
        long taken = cut;
        cut = 0;
        return taken;
    }

    private void keep(byte[] bytes, int from, int to) {
        // A hole may be as large as the log once was, so it must not take the room of the line behind it.
        int start = half.size() == 0 ? behindHole(bytes, from, to) : from;
        int fits = Math.min(to - start, longest - half.size());
        half.write(bytes, start, Math.max(0, fits));
        overlong |= fits < to - start;
    }

    private void endHalf() {
        if (overlong) {
            cut++;
        }
        byte[] whole = half.toByteArray();
        half.reset();
        overlong = false;
        hand(whole, 0, whole.length);
    }

    private void hand(byte[] bytes, int from, int to) {
        int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
        String line = text(bytes, from, end);
        if (line != null) {
            taker.accept(line);
        }
    }

    private static @Nullable String text(byte[] bytes, int from, int to) {
        int first = behindHole(bytes, from, to);
        return first == to ? null : new String(bytes, first, to - first, StandardCharsets.UTF_8);
    }

    private static int behindHole(byte[] bytes, int from, int to) {
        int first = from;
        while (first < to && bytes[first] == 0) {
            first++;
        }
        return first;
    }
}
