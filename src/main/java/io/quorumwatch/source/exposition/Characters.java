package io.quorumwatch.source.exposition;

/** The classes of bytes that the grammar knows. */
final class Characters {

    private static final boolean[] NAME_PART = new boolean[256];

    static {
        for (int b = 0; b < NAME_PART.length; b++) {
            NAME_PART[b] = isNameStart((byte) b) || isDigit((byte) b);
        }
    }

    private Characters() {}

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    /** Whether an unquoted metric name may begin with it. */
    static boolean isNameStart(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || b == '_' || b == ':';
    }

    /** The position behind the metric name characters that begin at {@code from}. */
    static int endOfName(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && NAME_PART[bytes[at] & 0xff]) {
            at++;
        }
        return at;
    }

    /** The position behind the blanks that begin at {@code from}. */
    static int skipBlanks(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && isBlank(bytes[at])) {
            at++;
        }
        return at;
    }
}
