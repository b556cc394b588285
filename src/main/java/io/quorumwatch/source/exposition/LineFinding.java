package io.quorumwatch.source.exposition;

/**
 * A line that could not be read.
 *
 * @param line its number, the first line of the page being 1
 * @param reason why it was left out
 * @param excerpt its beginning, at most {@value #EXCERPT_BYTES} bytes of it, safe to print: everything but printable ASCII is a dot
 */
public record LineFinding(long line, Malformed reason, String excerpt) {

    static final int EXCERPT_BYTES = 120;

    static LineFinding of(long line, Malformed reason, byte[] bytes, int from, int to) {
        int length = Math.min(to - from, EXCERPT_BYTES);
        StringBuilder excerpt = new StringBuilder(length);
        for (int i = from; i < from + length; i++) {
            excerpt.append(bytes[i] >= ' ' && bytes[i] < 0x7f ? (char) bytes[i] : '.');
        }
        return new LineFinding(line, reason, excerpt.toString());
    }
}
