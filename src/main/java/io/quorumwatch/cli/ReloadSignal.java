package io.quorumwatch.cli;

import java.util.concurrent.CompletableFuture;
import sun.misc.Signal;

/**
 * {@code SIGHUP}, which asks for the configuration to be read again. One that comes before the agent runs is kept until it does: whoever
 * sends it may have changed the file after it was read, and a signal that nobody waits for would end the process.
 */
final class ReloadSignal {

    private final CompletableFuture<Runnable> reload = new CompletableFuture<>();

    private ReloadSignal() {}

    /** From now on the signal does not end the process. */
    static ReloadSignal await() {
        ReloadSignal awaited = new ReloadSignal();
        var unused = Signal.handle(new Signal("HUP"), signal -> awaited.heard());
        return awaited;
    }

    private void heard() {
        var unused = reload.thenAccept(Runnable::run);
    }

    /**
     * From now on the signal does this, on a thread of its own; for each that has come before it is done at once.
     *
     * @param action reads the configuration again
     */
    void ready(Runnable action) {
        var unused = reload.complete(action);
    }
}
