package io.quorumwatch.source.logs.line;

/** Takes the colour out of a line: {@code tracing} writes it even into pipes and journals (facts/mosaik.md 4.1). */
final class Ansi {

    private static final char ESCAPE = '\u001b';

    private Ansi() {}

    static String stripped(String line) {
        int escape = line.indexOf(ESCAPE);
        if (escape < 0) {
            return line;
        }
        StringBuilder plain = new StringBuilder(line.length());
        int from = 0;
        while (escape >= 0) {
            plain.append(line, from, escape);
            from = afterSequence(line, escape + 1);
            escape = line.indexOf(ESCAPE, from);
        }
        return plain.append(line, from, line.length()).toString();
    }

    /** Behind {@code [ parameters letter}, or behind the lone escape where no sequence follows. */
    private static int afterSequence(String line, int at) {
        if (at >= line.length() || line.charAt(at) != '[') {
            return at;
        }
        int end = at + 1;
        while (end < line.length() && (line.charAt(end) < '@' || line.charAt(end) > '~')) {
            end++;
        }
        return Math.min(line.length(), end + 1);
    }
}
