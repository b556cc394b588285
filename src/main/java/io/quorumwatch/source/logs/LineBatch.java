package io.quorumwatch.source.logs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines of one log, in the order in which they were written.
 *
 * @param lines the lines, without their ends
 * @param cursor resumes behind the last of them, in the words of the follower that gave it; null when the log cannot be resumed
 * @param dropped lines that were lost wholly or in part: too long, or in no readable form
 */
record LineBatch(List<String> lines, @Nullable String cursor, long dropped) {

    LineBatch {
        lines = List.copyOf(lines);
    }
}
