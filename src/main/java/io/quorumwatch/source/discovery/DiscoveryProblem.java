package io.quorumwatch.source.discovery;

/**
 * Something that keeps a source, or one of its targets, from being used.
 *
 * @param source the file, or the DNS name
 * @param detail what was found, in one short line
 */
public record DiscoveryProblem(String source, DiscoveryFailure reason, String detail) {

    private static final int LONGEST = 160;

    public DiscoveryProblem {
        detail = oneLine(detail);
    }

    /** What comes from outside may be long, and must not begin a line of its own in a log or on a terminal. */
    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), LONGEST));
        for (int i = 0; i < text.length() && line.length() < LONGEST; i++) {
            char c = text.charAt(i);
            line.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c);
        }
        return text.length() > LONGEST ? line.append('…').toString() : line.toString();
    }
}
