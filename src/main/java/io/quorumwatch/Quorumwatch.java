package io.quorumwatch;

import io.quorumwatch.cli.Cli;
import io.quorumwatch.cli.Console;

/** The program. */
public final class Quorumwatch {

    private Quorumwatch() {}

    public static void main(String[] arguments) {
        System.exit(Cli.create(Console.ofProcess()).execute(arguments));
    }
}
