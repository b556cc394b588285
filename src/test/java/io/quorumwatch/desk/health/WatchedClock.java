package io.quorumwatch.desk.health;

import io.quorumwatch.time.AgentClock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A clock that knows which threads have asked it for the time. */
public final class WatchedClock implements AgentClock {

    private final Set<String> askers = ConcurrentHashMap.newKeySet();

    /** The names of the threads that have asked so far. */
    public Set<String> askers() {
        return askers;
    }

    @Override
    public Instant wall() {
        askers.add(Thread.currentThread().getName());
        return HealthScene.START;
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }
}
