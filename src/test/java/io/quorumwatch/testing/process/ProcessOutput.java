package io.quorumwatch.testing.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** The last lines that a process printed, read by a thread of its own so that the process never waits for its reader. */
final class ProcessOutput {

    private static final int KEPT_LINES = 5_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<String> lines = new ArrayDeque<>();
    private boolean ended;

    private ProcessOutput() {}

    static ProcessOutput of(String name, InputStream stream) {
        ProcessOutput output = new ProcessOutput();
        Thread reader = new Thread(() -> output.readAll(stream), "output of " + name);
        reader.setDaemon(true);
        reader.start();
        return output;
    }

    /** The first kept line that matches, as soon as there is one; empty when the output ends or the time passes without it. */
    Optional<String> await(Predicate<String> wanted, Duration within) throws InterruptedException {
        long left = within.toNanos();
        lock.lock();
        try {
            while (true) {
                Optional<String> match = lines.stream().filter(wanted).findFirst();
                if (match.isPresent() || ended || left <= 0) {
                    return match;
                }
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the process has closed its output; false when it has not in time. */
    boolean awaitEnd(Duration within) throws InterruptedException {
        long left = TimeUnit.NANOSECONDS.convert(within);
        lock.lock();
        try {
            while (!ended && left > 0) {
                left = changed.awaitNanos(left);
            }
            return ended;
        } finally {
            lock.unlock();
        }
    }

    List<String> lines() {
        lock.lock();
        try {
            return List.copyOf(lines);
        } finally {
            lock.unlock();
        }
    }

    private void readAll(InputStream stream) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(line);
            }
        } catch (IOException | UncheckedIOException closedWithTheProcess) {
            add("(output ended: " + closedWithTheProcess.getMessage() + ")");
        } finally {
            end();
        }
    }

    private void add(String line) {
        lock.lock();
        try {
            lines.addLast(line);
            if (lines.size() > KEPT_LINES) {
                lines.removeFirst();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
