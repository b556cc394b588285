package io.quorumwatch.desk.health;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The one bound of every wait: a failed or late future fails the test. */
public final class Waiting {

    /** Long, because it is only ever waited for in vain: a busy machine must not fail a test. */
    public static final int SECONDS = 30;

    private Waiting() {}

    @CanIgnoreReturnValue
    public static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(SECONDS, TimeUnit.SECONDS);
    }
}
