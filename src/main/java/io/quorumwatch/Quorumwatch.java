package io.quorumwatch;

import io.quorumwatch.cli.Cli;
import io.quorumwatch.cli.Console;
import io.quorumwatch.face.log.QuickLogback;

/** The program. */
public final class Quorumwatch {

    private Quorumwatch() {}

    public static void main(String[] arguments) {
        QuickLogback.use();
        System.exit(Cli.create(Console.ofProcess()).execute(arguments));
    }
}
