package io.quorumwatch.source.scrape;

/** What a member is to be asked with cannot be had. The message names the file. */
final class AccessUnreadable extends Exception {

    private static final long serialVersionUID = 1;

    AccessUnreadable(String message, Throwable cause) {
        super(message, cause);
    }

    AccessUnreadable(String message) {
        super(message);
    }
}
