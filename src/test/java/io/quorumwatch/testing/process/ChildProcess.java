package io.quorumwatch.testing.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A process that a test started and owns. {@link #close} ends it whatever state it is in, and so does the end of the tests' JVM.
 *
 * <p>Failures are {@link AssertionError}s that carry the last lines of the process's output.
 */
public final class ChildProcess implements AutoCloseable {

    private static final Duration END = Duration.ofSeconds(10);
    private static final int SHOWN_LINES = 30;
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> RUNNING.forEach(Process::destroyForcibly), "end of the child processes"));
    }

    private final String name;
    private final Process process;
    private final ProcessOutput output;

    private ChildProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.output = ProcessOutput.of(name, process.getInputStream());
    }

    /** Starts the command in the directory; its output and its errors are read as one stream. */
    public static ChildProcess start(
            String name, Path directory, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"));
        builder.environment().putAll(Programs.environment());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            RUNNING.add(process);
            return new ChildProcess(name, process);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** The lines printed so far, the oldest left out when there are too many. */
    public List<String> output() {
        return output.lines();
    }

    /** Waits for a line, and returns it. */
    public String awaitLine(String what, Duration within, Predicate<String> wanted) {
        try {
            return output.await(wanted, within)
                    .orElseThrow(() -> new AssertionError(
                            name + " did not say within " + within.toMillis() + " ms: " + what + described()));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Waits until it ends by itself, and returns its exit code. */
    public int awaitEnd(Duration within) {
        awaitGone(within);
        return process.exitValue();
    }

    /** Waits until it ends by itself and well, and returns what it said. */
    public List<String> awaitSuccess(Duration within) {
        int code = awaitEnd(within);
        if (code != 0) {
            throw new AssertionError(name + " ended with " + code + described());
        }
        return output();
    }

    /** Asks it to stop (SIGTERM), and returns its exit code; fails when it has not ended within the grace. */
    public int stop(Duration grace) {
        // Process.destroy() would also close its output, and with it what is said last.
        boolean asked = process.toHandle().destroy();
        assertThat(asked || !process.isAlive()).isTrue();
        return awaitEnd(grace);
    }

    /** Kills it (SIGKILL), and returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        int killed = awaitEnd(END);
        if (killed == 0) {
            throw new AssertionError(name + " had ended by itself before it was killed" + described());
        }
    }

    /** Freezes it (SIGSTOP): its connections stay open, and nothing answers. */
    public void pause() {
        signal("STOP");
    }

    /** Lets it go on (SIGCONT). */
    public void resume() {
        signal("CONT");
    }

    /** Sends the signal by its name without {@code SIG}. */
    public void signal(String signal) {
        try {
            // The shell's own kill: a small system has no other.
            Process kill = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid()).start();
            if (!kill.waitFor(END.toMillis(), TimeUnit.MILLISECONDS) || kill.exitValue() != 0) {
                throw new AssertionError("cannot send " + signal + " to " + name + described());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Ends it in any case; a stopped process too. Can be called again. */
    @Override
    public void close() {
        process.destroyForcibly();
        awaitGone(END);
    }

    private void awaitGone(Duration within) {
        try {
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS) || !output.awaitEnd(END)) {
                throw new AssertionError(name + " has not ended within " + within.toMillis() + " ms" + described());
            }
            RUNNING.remove(process);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private String described() {
        List<String> lines = output.lines();
        List<String> last = lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size());
        return (process.isAlive() ? "; it runs" : "; it ended with " + process.exitValue()) + "; its last lines:\n  "
                + String.join("\n  ", last);
    }

    private AssertionError interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new AssertionError("interrupted while waiting for " + name, e);
    }
}
