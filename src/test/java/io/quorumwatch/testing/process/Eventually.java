package io.quorumwatch.testing.process;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Waits with a bound for what another process will do. The looks are made on a thread of their own, so that one that hangs does not
 * stretch the bound, and the last failed look is what the test's failure says.
 */
public final class Eventually {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private Eventually() {}

    /** Assertions that may fail for a while. */
    @FunctionalInterface
    public interface Assertions {
        void run() throws Exception;
    }

    /** Repeats the assertions until they pass; fails with their last failure when the time is over. */
    public static void passes(String what, Duration within, Assertions assertions) {
        boolean passed = found(what, within, () -> {
            assertions.run();
            return true;
        });
        if (!passed) {
            throw new AssertionError(what);
        }
    }

    /** Repeats the look until it returns something other than null, and returns that. */
    public static <T> T found(String what, Duration within, Callable<? extends @Nullable T> look) {
        CompletableFuture<T> found = new CompletableFuture<>();
        AtomicReference<@Nullable Throwable> last = new AtomicReference<>();
        ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "eventually");
            thread.setDaemon(true);
            return thread;
        });
        try {
            var looks = looking.scheduleWithFixedDelay(
                    () -> tryOnce(look, found, last), 0, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
            try {
                return found.get(within.toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                looks.cancel(true);
            }
        } catch (TimeoutException overdue) {
            Throwable cause = last.get();
            throw new AssertionError(
                    "not within " + within.toMillis() + " ms: " + what
                            + (cause == null ? "" : "; last look: " + cause.getMessage()),
                    cause);
        } catch (ExecutionException impossible) {
            throw new AssertionError(what, impossible);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for: " + what, interrupted);
        } finally {
            looking.shutdownNow();
        }
    }

    private static <T> void tryOnce(
            Callable<? extends @Nullable T> look,
            CompletableFuture<T> found,
            AtomicReference<@Nullable Throwable> last) {
        try {
            T seen = look.call();
            last.set(null);
            if (seen != null) {
                found.complete(seen);
            }
        } catch (Exception | AssertionError notYet) {
            last.set(notYet);
        }
    }
}
