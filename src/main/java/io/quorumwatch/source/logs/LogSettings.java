package io.quorumwatch.source.logs;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How logs are followed.
 *
 * @param cursors the directory in which cursors survive a restart; null keeps them in memory only
 * @param journalProgram the path or name of {@code journalctl}
 */
public record LogSettings(@Nullable Path cursors, String journalProgram) {

    /** With the {@code journalctl} of this machine. */
    public static LogSettings in(@Nullable Path cursors) {
        return new LogSettings(cursors, "journalctl");
    }
}
