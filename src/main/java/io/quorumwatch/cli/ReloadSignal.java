package io.quorumwatch.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;

/**
 * {@code SIGHUP}, which asks for the configuration to be read again. One that comes before the agent runs is kept until it does: whoever
 * sends it may have changed the file after it was read, and a signal that nobody waits for would end the process.
 */
final class ReloadSignal {

    private final CompletableFuture<Runnable> reload = new CompletableFuture<>();
    private final AtomicBoolean wanted = new AtomicBoolean();

    private ReloadSignal() {}

    /** From now on the signal does not end the process. */
    static ReloadSignal await() {
        ReloadSignal awaited = new ReloadSignal();
        var unused = Signal.handle(new Signal("HUP"), signal -> awaited.heard());
        return awaited;
    }

    private void heard() {
        wanted.set(true);
        var unused = reload.thenAccept(this::answer);
    }

    /**
     * Each signal comes on a thread of its own. They wait for one another, so that what was read earlier never wins; of those that came
     * meanwhile the first one answers all, since it reads after the last of them.
     */
    private synchronized void answer(Runnable action) {
        if (wanted.getAndSet(false)) {
            action.run();
        }
    }

    /**
     * From now on the signal does this, on a thread of its own; when one has come before, it is done at once.
     *
     * @param action reads the configuration again, and returns when it is in force or refused
     */
    void ready(Runnable action) {
        var unused = reload.complete(action);
    }
}
