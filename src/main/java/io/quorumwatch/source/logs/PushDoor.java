package io.quorumwatch.source.logs;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the log of one member is pushed in. May be used from any thread. */
public final class PushDoor {

    private final String member;
    private final @Nullable Path tokenFile;
    private final PushQueue queue;

    PushDoor(String member, @Nullable Path tokenFile, PushQueue queue) {
        this.member = member;
        this.tokenFile = tokenFile;
        this.queue = queue;
    }

    /** The file with the token that opens it; null when this member's log is not pushed. */
    public @Nullable Path tokenFile() {
        return tokenFile;
    }

    /** Begins a push. */
    public PushBody begin(boolean gzip) {
        return new PushBody(member, queue, gzip);
    }
}
