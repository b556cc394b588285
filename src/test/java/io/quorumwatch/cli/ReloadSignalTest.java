package io.quorumwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sun.misc.Signal;
import sun.misc.SignalHandler;

class ReloadSignalTest {

    private static final Signal HUP = new Signal("HUP");

    private final Semaphore reloads = new Semaphore(0);

    @AfterEach
    void asItWas() {
        var unused = Signal.handle(HUP, SignalHandler.SIG_DFL);
    }

    @Test
    void keepsWhatComesBeforeTheAgentRuns() throws InterruptedException {
        ReloadSignal signal = ReloadSignal.await();
        Signal.raise(HUP);
        signal.ready(reloads::release);
        assertThat(reloads.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        assertThat(reloads.availablePermits()).isZero();
    }

    @Test
    void readsOneAfterTheOtherAndOnceMoreAfterTheLastSignal() throws InterruptedException {
        Semaphore goOn = new Semaphore(0);
        ReloadSignal.await().ready(() -> {
            reloads.release();
            goOn.acquireUninterruptibly();
        });
        Signal.raise(HUP);
        assertThat(reloads.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        Signal.raise(HUP);
        assertThat(reloads.tryAcquire(300, TimeUnit.MILLISECONDS))
                .as("a second one beside the first")
                .isFalse();
        goOn.release(2);
        assertThat(reloads.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void reloadsAtEachSignalAfterThat() throws InterruptedException {
        ReloadSignal.await().ready(reloads::release);
        Signal.raise(HUP);
        assertThat(reloads.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        Signal.raise(HUP);
        assertThat(reloads.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    }
}
