package io.quorumwatch.source.logs;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run of a program whose output is read on a thread of its own, in pieces of at most {@link #PIECE_BYTES}. The next piece is read
 * only when the last one has been taken, so a program that is faster than its reader waits at its pipe.
 */
final class JournalProgram {

    static final int PIECE_BYTES = 64 * 1024;

    private static final long KILL_SECONDS = 5;

    private final List<String> command;
    private final Semaphore taken = new Semaphore(0);
    private final Thread reader;
    private volatile boolean killed;
    private volatile @Nullable Process process;

    /**
     * How the run has ended.
     *
     * @param started whether it could be started
     * @param error why not, or its exit code
     */
    record End(boolean started, String error) {}

    /** Takes a piece of output on the reading thread. The bytes are not changed until {@code taken} is run, on any thread. */
    interface Output {
        void take(byte[] bytes, int length, Runnable taken);
    }

    JournalProgram(List<String> command, Output output, Consumer<End> ended) {
        this.command = List.copyOf(command);
        reader = new Thread(() -> ended.accept(run(output)), "quorumwatch-journal");
        reader.setDaemon(true);
    }

    void start() {
        reader.start();
    }

    /** Kills the program; its thread ends. May be called from any thread, and again. */
    void kill() {
        killed = true;
        Process running = process;
        if (running != null) {
            // It keeps nothing that it would have to save. What it has started itself would keep our pipe open.
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
        }
        reader.interrupt();
    }

    private End run(Output output) {
        Process running;
        try {
            ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true);
            builder.environment().put("SYSTEMD_COLORS", "0");
            builder.environment().put("LC_ALL", "C.UTF-8");
            running = builder.start();
        } catch (IOException cannot) {
            return new End(false, String.valueOf(cannot.getMessage()));
        }
        process = running;
        try {
            if (killed) {
                return new End(true, "killed");
            }
            running.getOutputStream().close();
            read(running.getInputStream(), output);
            return new End(true, "exit code " + exitCode(running));
        } catch (IOException broken) {
            return new End(true, String.valueOf(broken.getMessage()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new End(true, "killed");
        } finally {
            running.destroyForcibly();
        }
    }

    private void read(InputStream stream, Output output) throws IOException, InterruptedException {
        byte[] bytes = new byte[PIECE_BYTES];
        for (int length = stream.read(bytes); length >= 0 && !killed; length = stream.read(bytes)) {
            if (length > 0) {
                output.take(bytes, length, taken::release);
                taken.acquire();
            }
        }
    }

    private static String exitCode(Process running) throws InterruptedException {
        return running.waitFor(KILL_SECONDS, TimeUnit.SECONDS) ? Integer.toString(running.exitValue()) : "unknown";
    }
}
