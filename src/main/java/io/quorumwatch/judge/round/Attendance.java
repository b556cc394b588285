package io.quorumwatch.judge.round;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many take part in rounds, and for how many rounds in a row it was nobody.
 *
 * <p>A committee that has just begun knows no clients yet: their registration takes a gossip cycle, about 15 s (seed 001). Empty
 * rounds before that are nobody's fault, unless somebody has been there already.
 */
final class Attendance {

    private static final Duration GOSSIP_CYCLE = Duration.ofSeconds(15);

    private double participants = Double.NaN;
    private int emptyRounds;
    private boolean attended;

    /** A page says how many there were in the last round; it may be the same round as before. */
    void shown(double number) {
        participants = Double.isNaN(number) ? participants : number;
        attended |= participants > 0;
    }

    /** One more round is final, and this is how many were in it, where that is known. */
    void finalized(double number) {
        shown(number);
        emptyRounds = participants == 0 ? emptyRounds + 1 : 0;
    }

    /** Since when somebody is to be expected, in a committee that begun then; null while it has not. */
    @Nullable
    Instant expectedFrom(@Nullable Instant begunAt) {
        return begunAt == null || attended ? begunAt : begunAt.plus(GOSSIP_CYCLE);
    }

    boolean known() {
        return !Double.isNaN(participants);
    }

    double participants() {
        return participants;
    }

    int emptyRounds() {
        return emptyRounds;
    }
}
