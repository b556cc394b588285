package io.quorumwatch.config;

import java.util.Locale;

/** Turns what stood in a file into something that fits into one line of a message, whatever it was. */
final class OneLine {

    private static final int LONGEST = 80;

    private OneLine() {}

    /** The text in quotes, see {@link #of}. */
    static String quoted(String text) {
        return '"' + of(text) + '"';
    }

    /** The text with everything unprintable escaped, cut after {@value #LONGEST} characters. */
    static String of(String text) {
        StringBuilder line = new StringBuilder();
        int[] points = text.codePoints().limit(LONGEST + 1L).toArray();
        for (int i = 0; i < Math.min(points.length, LONGEST); i++) {
            if (isPrintable(points[i])) {
                line.appendCodePoint(points[i]);
            } else {
                line.append(String.format(Locale.ROOT, "\\u%04X", points[i]));
            }
        }
        return points.length > LONGEST ? line.append('…').toString() : line.toString();
    }

    /** Whether the character may go to a terminal: no control, no text direction, no half of a pair. */
    static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
