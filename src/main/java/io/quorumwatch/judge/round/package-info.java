/**
 * Rounds: whether they are finalized, how fast, and with how many participants. The authoritative sign of health of a committee
 * (seed 000, "Are rounds finalizing?").
 *
 * <p>{@link io.quorumwatch.judge.round.RoundLedger} turns the counters of all members into one sequence of rounds; the rules only
 * compare its times with the deadlines.
 */
@NullMarked
package io.quorumwatch.judge.round;

import org.jspecify.annotations.NullMarked;
