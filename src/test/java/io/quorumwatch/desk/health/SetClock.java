package io.quorumwatch.desk.health;

import io.quorumwatch.time.AgentClock;
import java.time.Duration;
import java.time.Instant;

/** A wall clock that a test moves by hand; durations are real, so that timers keep their promises. */
public final class SetClock implements AgentClock {

    private volatile Instant wall;
    private volatile long paused;

    public SetClock(Instant wall) {
        this.wall = wall;
    }

    public void forward(Duration passed) {
        wall = wall.plus(passed);
    }

    /** Both clocks go on while nobody runs. */
    public void pause(Duration passed) {
        paused += passed.toNanos();
        wall = wall.plus(passed);
    }

    @Override
    public Instant wall() {
        return wall;
    }

    @Override
    public long nanos() {
        return System.nanoTime() + paused;
    }
}
