/**
 * Time, and how far the agent may trust its own sense of it.
 *
 * <p>Nothing to the right of the sources reads a clock or sets a timer; what needs the time is given it. The few that really
 * wait use this package: {@link io.quorumwatch.time.PollLoop} for what is done again and again, {@link
 * io.quorumwatch.time.Alarm} for one exact deadline. Both reach the timers of Vert.x through {@link
 * io.quorumwatch.time.Timers} only, so the same code runs in virtual time.
 *
 * <p>A watcher that was asleep must not blame others for what it has missed. {@link io.quorumwatch.time.LoopLag} measures
 * how late the event loops are, {@link io.quorumwatch.time.PauseDetector} notices that the whole process stood still or that
 * the clock of the machine was moved.
 *
 * <p>Promises: a loop never overlaps itself and never bursts after a stall; an alarm never rings early; nothing here keeps a
 * timer after it was stopped.
 */
@NullMarked
package io.quorumwatch.time;

import org.jspecify.annotations.NullMarked;
