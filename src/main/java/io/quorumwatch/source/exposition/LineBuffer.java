package io.quorumwatch.source.exposition;

import java.util.Arrays;

/** The beginning of a line whose end has not arrived yet. */
final class LineBuffer {

    private static final int USUAL_LINE = 1024;

    private byte[] bytes = new byte[0];
    private int length;

    /** Adds the range. The caller bounds what is added. */
    void add(byte[] from, int start, int end) {
        int needed = length + end - start;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(USUAL_LINE, Integer.highestOneBit(needed) * 2));
        }
        System.arraycopy(from, start, bytes, length, end - start);
        length = needed;
    }

    /** Empties it; the room that one unusual line took is given back. */
    void clear() {
        length = 0;
        if (bytes.length > 4 * USUAL_LINE) {
            bytes = new byte[0];
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }
}
