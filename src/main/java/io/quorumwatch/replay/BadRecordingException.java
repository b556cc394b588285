package io.quorumwatch.replay;

import java.io.IOException;

/** A recording is not as the design's section 11 says; the message is one line and names the place. */
public final class BadRecordingException extends IOException {

    private static final long serialVersionUID = 1L;

    public BadRecordingException(String message) {
        super(message);
    }
}
