package io.quorumwatch;

import io.quorumwatch.cli.Cli;
import io.quorumwatch.cli.Console;
import io.quorumwatch.face.log.QuickLogback;
import java.util.Locale;

/** The program. */
public final class Quorumwatch {

    private Quorumwatch() {}

    public static void main(String[] arguments) {
        // Whoever reads this, or lets a program read it, gets the digits 0 to 9 wherever the machine stands.
        Locale.setDefault(Locale.ROOT);
        QuickLogback.use();
        System.exit(Cli.create(Console.ofProcess()).execute(arguments));
    }
}
