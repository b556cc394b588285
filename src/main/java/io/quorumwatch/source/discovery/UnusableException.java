package io.quorumwatch.source.discovery;

import java.io.Serial;

/** A source or a target cannot be used, for this reason. */
final class UnusableException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final DiscoveryFailure reason;
    private final String detail;

    UnusableException(DiscoveryFailure reason, String detail) {
        super(reason.word() + ": " + detail);
        this.reason = reason;
        this.detail = detail;
    }

    DiscoveryProblem in(String source) {
        return new DiscoveryProblem(source, reason, detail);
    }
}
