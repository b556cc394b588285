package io.quorumwatch.cli;

import io.quorumwatch.face.log.LogFormat;
import java.util.Locale;

/** Colours words on a terminal, and leaves them alone elsewhere or when {@code NO_COLOR} is set. */
final class Colour {

    private static final String RESET = "\u001b[0m";

    private final boolean on;

    Colour(boolean on) {
        this.on = on;
    }

    /** For the output of this process. */
    static Colour ofProcess() {
        return new Colour(LogFormat.onTerminal() && System.getenv("NO_COLOR") == null);
    }

    /** The word of a severity or a status, in capitals. */
    String of(String word) {
        String shown = word.toUpperCase(Locale.ROOT).replace('_', ' ');
        return switch (word) {
            case "critical", "page", "not_ready", "panicked", "shut_down" -> with("\u001b[31m", shown);
            case "warning", "affected", "shutting_down" -> with("\u001b[33m", shown);
            case "ready", "ok" -> with("\u001b[32m", shown);
            default -> shown;
        };
    }

    String strong(String text) {
        return with("\u001b[1m", text);
    }

    private String with(String code, String text) {
        return on ? code + text + RESET : text;
    }
}
