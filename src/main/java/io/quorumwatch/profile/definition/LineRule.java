package io.quorumwatch.profile.definition;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.Word;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which lines mean an event.
 *
 * @param kind what such a line means
 * @param by where {@code words} have to stand
 * @param words what tells the line, in this case of letters; at least {@link #SHORTEST} characters unless they may stand anywhere
 * @param target how the target must begin; null for any
 * @param notTargets how the target must not begin
 */
public record LineRule(
        EventKind kind, By by, String words, @Nullable String target, List<String> notTargets) {

    /** Messages and fields are looked up by so many first characters. */
    public static final int SHORTEST = 4;

    /** Where the words have to stand; in profiles its word is the key. */
    public enum By implements Word {
        /** At the beginning of the message, as whole words. */
        MESSAGE,
        /** Anywhere in the text, values included; as the end of a longer word or in a field's name they do not count. */
        CONTAINS,
        /** As the name of a field of a line that has no message; in text formats, of its first field. */
        FIELD
    }

    public LineRule {
        notTargets = List.copyOf(notTargets);
    }
}
