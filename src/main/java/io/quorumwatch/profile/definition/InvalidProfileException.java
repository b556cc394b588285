package io.quorumwatch.profile.definition;

/** A profile's file says something that cannot be; the message names profile, place, what was found and what is allowed. */
public final class InvalidProfileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidProfileException(String message) {
        super(message);
    }
}
