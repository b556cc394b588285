package io.quorumwatch.source.scrape;

import io.quorumwatch.bus.ScrapeFailure;

/** What a member is to be asked with cannot be had. The message names the file. */
final class AccessUnreadable extends Exception {

    private static final long serialVersionUID = 1;

    private final ScrapeFailure reason;

    AccessUnreadable(ScrapeFailure reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    AccessUnreadable(ScrapeFailure reason, String message) {
        super(message);
        this.reason = reason;
    }

    ScrapeFailure reason() {
        return reason;
    }
}
