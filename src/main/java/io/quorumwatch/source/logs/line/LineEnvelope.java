package io.quorumwatch.source.logs.line;

import org.jspecify.annotations.Nullable;

/**
 * What somebody who wrote a program's line down wrote around it: a container runtime in the format of Kubernetes' CRI, syslog, or
 * whoever was asked for timestamps ({@code kubectl logs --timestamps}); what is around it in JSON, {@link JsonText} knows. A line that
 * a runtime cut into parts stays in parts.
 *
 * @param time when it was written down; null when that is not said with its year
 * @param contents the program's line
 */
record LineEnvelope(@Nullable String time, String contents) {

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final int SYSLOG_TIME = "Apr 18 21:33:01".length();

    /** The envelope of the line; null when there is none. */
    static @Nullable LineEnvelope of(String line) {
        int timeEnd = line.indexOf(' ');
        if (timeEnd >= LineParser.SHORTEST_TIME && isTime(line, 0)) {
            return line.startsWith(" ", timeEnd + 1) ? null : dated(line, timeEnd);
        }
        int contents = isSyslogTime(line) ? behindTag(line, SYSLOG_TIME + 1) : -1;
        return contents < 0 ? null : new LineEnvelope(null, line.substring(contents));
    }

    /** {@code <time> stdout F <line>} of CRI, {@code <time> <host> <program>[<pid>]: <line>} of syslog, or the time alone. */
    private static LineEnvelope dated(String line, int timeEnd) {
        String time = line.substring(0, timeEnd);
        int next = timeEnd + 1;
        int contents = behindStream(line, next);
        if (contents < 0 && !isOfProgram(line, next)) {
            contents = behindTag(line, next);
        }
        return new LineEnvelope(time, line.substring(contents < 0 ? next : contents));
    }

    private static int behindStream(String line, int at) {
        if (!line.startsWith("stdout ", at) && !line.startsWith("stderr ", at)) {
            return -1;
        }
        int tags = at + "stdout ".length();
        boolean known = line.startsWith("F", tags) || line.startsWith("P", tags);
        int end = line.indexOf(' ', tags);
        return !known ? -1 : end < 0 ? line.length() : end + 1;
    }

    /** Where the text behind {@code <host> <program>: } begins; negative when that does not stand there. */
    private static int behindTag(String line, int host) {
        int tag = line.indexOf(' ', host) + 1;
        int end = tag == 0 ? -1 : line.indexOf(' ', tag);
        return end > tag + 1 && line.charAt(end - 1) == ':' ? end + 1 : -1;
    }

    private static boolean isOfProgram(String line, int at) {
        return line.startsWith("{", at)
                || line.startsWith("time=", at)
                || line.startsWith("ts=", at)
                || isTime(line, at);
    }

    private static boolean isTime(String line, int at) {
        return line.length() >= at + LineParser.SHORTEST_TIME
                && Character.isDigit(line.charAt(at))
                && line.charAt(at + 4) == '-'
                && line.charAt(at + 10) == 'T';
    }

    private static boolean isSyslogTime(String line) {
        return line.length() > SYSLOG_TIME
                && MONTHS.indexOf(line.substring(0, 3)) % 3 == 0
                && line.charAt(3) == ' '
                && line.charAt(6) == ' '
                && line.charAt(9) == ':'
                && line.charAt(12) == ':'
                && line.charAt(SYSLOG_TIME) == ' ';
    }
}
