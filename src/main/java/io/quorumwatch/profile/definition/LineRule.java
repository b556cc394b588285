package io.quorumwatch.profile.definition;

import io.quorumwatch.bus.EventKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which lines mean an event: those whose message begins with {@code message}, or whose text holds {@code contains}.
 *
 * @param kind what such a line means
 * @param message how the message begins, at least {@link #SHORTEST} characters; null when {@code contains} decides
 * @param contains words that stand anywhere in the text, in this case of letters, values included; as the end of a longer word or in
 *     a field's name they do not count; null when {@code message} decides
 * @param target how the target must begin; null for any
 * @param notTargets how the target must not begin
 */
public record LineRule(
        EventKind kind,
        @Nullable String message,
        @Nullable String contains,
        @Nullable String target,
        List<String> notTargets) {

    /** Messages are looked up by so many first characters. */
    public static final int SHORTEST = 4;

    public LineRule {
        notTargets = List.copyOf(notTargets);
    }
}
