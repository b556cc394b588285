package io.quorumwatch.source.logs;

import io.quorumwatch.time.AgentClock;
import io.quorumwatch.time.Alarm;
import io.quorumwatch.time.Timers;
import java.time.Duration;

/** Tries again after pauses that double from the first to the longest, and begin anew after a success. Used from one context. */
final class Retry {

    private final Duration first;
    private final Duration longest;
    private final Alarm alarm;
    private Duration next;

    Retry(Timers timers, AgentClock clock, Duration first, Duration longest, Runnable attempt) {
        this.first = first;
        this.longest = longest;
        next = first;
        alarm = new Alarm(timers, clock, attempt);
    }

    /** Tries again after the pause that is due. */
    void later() {
        alarm.setIn(next);
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(longest) > 0 ? longest : doubled;
    }

    /** It has worked. */
    void succeeded() {
        next = first;
    }

    void cancel() {
        alarm.cancel();
    }
}
