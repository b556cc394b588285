package io.quorumwatch.source.logs.line;

import java.util.HashMap;
import java.util.Map;

/**
 * Fields written as {@code key=value}. Values may hold blanks when they are quoted, and also when they are not: a value ends where
 * the next key begins (facts/mosaik.md 4.1).
 */
final class KeyValues {

    /** A line with more fields than this is not one that anybody reads. */
    private static final int MOST = 64;

    private KeyValues() {}

    /** All fields of the text, at most {@value #MOST}; of a name that comes twice, the last. */
    static Map<String, String> of(String text) {
        Map<String, String> fields = new HashMap<>();
        int equals = nextField(text, 0);
        while (equals > 0 && fields.size() < MOST) {
            int end = end(text, equals + 1);
            fields.put(text.substring(keyStart(text, equals), equals), value(text, equals + 1, end));
            equals = nextField(text, end);
        }
        return fields;
    }

    /** The position of the next {@code =} that stands behind a key, or -1. */
    private static int nextField(String text, int from) {
        for (int equals = text.indexOf('=', from); equals >= 0; equals = text.indexOf('=', equals + 1)) {
            int start = keyStart(text, equals);
            if (start < equals && start >= from && (start == 0 || text.charAt(start - 1) == ' ')) {
                return equals;
            }
        }
        return -1;
    }

    private static int keyStart(String text, int equals) {
        int start = equals;
        while (start > 0 && isKey(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static boolean isKey(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '.' || c == '-';
    }

    private static int end(String text, int from) {
        if (from < text.length() && text.charAt(from) == '"') {
            int quote = closingQuote(text, from + 1);
            return quote < 0 ? text.length() : quote + 1;
        }
        int next = nextField(text, from);
        return next < 0 ? text.length() : keyStart(text, next) - 1;
    }

    private static int closingQuote(String text, int from) {
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '"') {
                return at;
            }
        }
        return -1;
    }

    private static String value(String text, int from, int end) {
        int to = Math.max(from, Math.min(end, text.length()));
        if (to - from >= 2 && text.charAt(from) == '"' && text.charAt(to - 1) == '"') {
            String inner = text.substring(from + 1, to - 1);
            return inner.indexOf('\\') < 0 ? inner : inner.replace("\\\"", "\"").replace("\\\\", "\\");
        }
        return text.substring(from, to).trim();
    }
}
