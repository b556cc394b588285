package io.quorumwatch.source.exposition;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Text between quotes: its end, its three escapes, and what it says. */
final class QuotedText {

    /** The closing quote is missing. */
    static final int OPEN = -1;

    /** An escape that is none of the three. */
    static final int BAD_ESCAPE = -2;

    private QuotedText() {}

    /** The position of the closing quote of the text that begins at {@code from}, or one of the two negative answers. */
    static int end(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            byte b = bytes[at];
            if (b == '"') {
                return at;
            }
            if (b == '\\') {
                at++;
                if (at < to && bytes[at] != '\\' && bytes[at] != '"' && bytes[at] != 'n') {
                    return BAD_ESCAPE;
                }
            }
        }
        return OPEN;
    }

    /** What the range says, its escapes resolved; null when it is not UTF-8. Its escapes must have been checked. */
    static @Nullable String read(byte[] bytes, int from, int to) {
        boolean plain = true;
        for (int i = from; i < to; i++) {
            plain &= bytes[i] >= 0 && bytes[i] != '\\';
        }
        if (plain) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
        byte[] resolved = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\\') {
                i++;
                resolved[length++] = bytes[i] == 'n' ? (byte) '\n' : bytes[i];
            } else {
                resolved[length++] = bytes[i];
            }
        }
        try {
            // A fresh decoder reports what is malformed; the constructors of String would quietly replace it.
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(resolved, 0, length))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }

    /** How the text stands between quotes. Every text has exactly one such form, so the bytes of two can be compared unread. */
    static byte[] write(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
