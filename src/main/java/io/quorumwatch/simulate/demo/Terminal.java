package io.quorumwatch.simulate.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * The terminal under the console: whether there is one, how wide it is, and single keys without Enter. Asks {@code stty}, because Java has
 * no word for it; without {@code stty} keys need Enter, and nothing else changes. Blocks for some milliseconds: not for event loops.
 */
final class Terminal {

    private static final int USUAL_COLUMNS = 120;

    private String saved = "";

    /** Whether both input and output are a terminal. */
    static boolean present() {
        return run(true, "test -t 0 && test -t 1").isSuccess();
    }

    /** Lets single keys through unseen; whether that worked. */
    boolean takeSingleKeys() {
        Result now = run(false, "stty -g </dev/tty");
        if (!now.isSuccess() || now.output.isBlank()) {
            return false;
        }
        saved = now.output.strip();
        return run(false, "stty -icanon -echo min 1 </dev/tty").isSuccess();
    }

    /** Makes the terminal what it was. */
    void restore() {
        if (saved.matches("[0-9a-fA-F:=.a-z-]+")) {
            Result unused = run(false, "stty '" + saved + "' </dev/tty");
            saved = "";
        }
    }

    static int columns() {
        String[] size = run(false, "stty size </dev/tty").output.strip().split(" ", 2);
        return size.length == 2 && size[1].matches("[1-9][0-9]{0,4}") ? Integer.parseInt(size[1]) : USUAL_COLUMNS;
    }

    private record Result(int status, String output) {
        boolean isSuccess() {
            return status == 0;
        }
    }

    private static Result run(boolean shareTerminal, String script) {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script).redirectError(ProcessBuilder.Redirect.DISCARD);
        if (shareTerminal) {
            builder.inheritIO();
        }
        try {
            Process process = builder.start();
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Result(-1, "");
            }
            String output =
                    shareTerminal ? "" : new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.exitValue(), output);
        } catch (IOException noShell) {
            return new Result(-1, "");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Result(-1, "");
        }
    }
}
