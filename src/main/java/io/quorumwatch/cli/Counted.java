package io.quorumwatch.cli;

/** A number of things, as people say it. */
final class Counted {

    private Counted() {}

    /** {@code 1 line}, {@code 2 lines}. */
    static String of(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
