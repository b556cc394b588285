package io.quorumwatch;

import io.quorumwatch.face.web.LogIntake;
import io.quorumwatch.source.logs.PushBody;
import io.quorumwatch.source.logs.PushDoor;
import io.vertx.core.Future;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Lets the face push into a source that it does not know. */
record PushedLog(PushDoor door) implements LogIntake.Log {

    @Override
    public @Nullable Path tokenFile() {
        return door.tokenFile();
    }

    @Override
    public LogIntake.Body begin(boolean gzip) {
        return new Body(door.begin(gzip));
    }

    private record Body(PushBody body) implements LogIntake.Body {

        @Override
        public void accept(byte[] piece) {
            body.accept(piece);
        }

        @Override
        public void end() {
            body.end();
        }

        @Override
        public LogIntake.Progress advance() {
            return switch (body.advance()) {
                case QUEUED -> LogIntake.Progress.TAKEN;
                case FULL -> LogIntake.Progress.FULL;
                case TOO_LARGE -> LogIntake.Progress.TOO_LARGE;
                case NOT_GZIP -> LogIntake.Progress.NOT_GZIP;
            };
        }

        @Override
        public Future<Void> read() {
            return body.read();
        }

        @Override
        public long accepted() {
            return body.lines();
        }

        @Override
        public long dropped() {
            return body.dropped();
        }

        @Override
        public void close() {
            body.close();
        }
    }
}
