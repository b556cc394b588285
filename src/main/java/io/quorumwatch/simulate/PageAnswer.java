package io.quorumwatch.simulate;

import io.quorumwatch.bus.ScrapeFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a member answers to a look.
 *
 * @param body the page, possibly empty; null when there is none
 * @param failure {@link ScrapeFailure#REFUSED} when the process is gone, {@link ScrapeFailure#TIMEOUT} when it is frozen; null with a body
 * @param delay how long the complete answer takes; long for a slow member
 */
public record PageAnswer(@Nullable String body, @Nullable ScrapeFailure failure, Duration delay) {

    /** How long a slow member takes for a page: longer than any sensible deadline. */
    public static final Duration SLOW = Duration.ofSeconds(5);

    static final Duration PROMPT = Duration.ofMillis(1);

    /** The answer as a watcher with that deadline gets it. */
    public PageAnswer within(Duration deadline) {
        return delay.compareTo(deadline) > 0 ? new PageAnswer(null, ScrapeFailure.TIMEOUT, deadline) : this;
    }
}
