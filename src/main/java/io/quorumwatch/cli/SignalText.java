package io.quorumwatch.cli;

/** Signals in sentences. */
final class SignalText {

    private SignalText() {}

    static String missing(MissingSignal missing) {
        String wanted = missing.families().isEmpty() ? "" : ", wanted: " + String.join(" or ", missing.families());
        String blinds = missing.blinds().isEmpty() ? "" : "; blinds " + String.join(", ", missing.blinds());
        return "missing " + missing.signal() + wanted + blinds;
    }
}
