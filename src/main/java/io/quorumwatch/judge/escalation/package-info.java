/**
 * What the runbook asks to hand on (seed 001, "When to escalate"): lines that nobody knows about things committed or reverted, a round's
 * record with the wrong number of servers, two clients of one identity, a publisher of another universe.
 *
 * <p>These are not faults that heal but facts that somebody of the security audience has to look at. So they page at once, and stand for half
 * an hour after the last of them, whatever happens meanwhile.
 */
@NullMarked
package io.quorumwatch.judge.escalation;

import org.jspecify.annotations.NullMarked;
