package io.quorumwatch.desk.health;

import io.quorumwatch.bus.HealthStatus;
import java.time.Duration;
import java.time.Instant;

/**
 * How something unseen grows from bearable to unbearable: longer than its maximum age it is {@code affected}, from three times that
 * on {@code not_ready}.
 *
 * @param affectedFrom the first instant at which it is {@code affected}
 * @param notReadyFrom the first instant at which it is {@code not_ready}
 */
record Ageing(Instant affectedFrom, Instant notReadyFrom) {

    /** The reason of whatever has aged to the end. */
    static final String STALE = "stale";

    /** How long something may be unseen. */
    record Patience(Duration bearable, Duration unbearable) {

        static Patience of(Duration maximumAge) {
            return new Patience(maximumAge, maximumAge.multipliedBy(3));
        }

        /** One for what needs its time: it is borne at least for so long before it is unbearable. */
        Patience atLeast(Duration needed) {
            return new Patience(bearable, needed.compareTo(unbearable) > 0 ? needed : unbearable);
        }

        Ageing since(Instant since) {
            return new Ageing(since.plus(bearable).plusNanos(1), since.plus(unbearable));
        }
    }

    /** A time from which something ages, moved so that it does not age between those two, in which nobody could look. */
    static Instant without(Instant from, Instant to, Instant since) {
        if (!since.isBefore(to)) {
            return since;
        }
        return since.isAfter(from) ? to : since.plus(Duration.between(from, to));
    }

    HealthStatus at(Instant now) {
        if (!now.isBefore(notReadyFrom)) {
            return HealthStatus.NOT_READY;
        }
        return now.isBefore(affectedFrom) ? HealthStatus.READY : HealthStatus.AFFECTED;
    }

    /** When the answer of {@link #at} changes next; {@link Instant#MAX} when it will not change any more. */
    Instant nextAfter(Instant now) {
        if (now.isBefore(affectedFrom)) {
            return affectedFrom;
        }
        return now.isBefore(notReadyFrom) ? notReadyFrom : Instant.MAX;
    }
}
