package io.quorumwatch.desk.health;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The one bound of every wait: a failed or late future fails the test. */
public final class Waiting {

    private Waiting() {}

    @CanIgnoreReturnValue
    public static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(5, TimeUnit.SECONDS);
    }
}
