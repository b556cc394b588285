/**
 * The judges: one verticle per concern around pure rules.
 *
 * <p>What one look brings walks through here like this. A {@link io.quorumwatch.bus.MemberReading} comes over the bus to every
 * {@link io.quorumwatch.judge.ConcernWatcher}, which hands it to the cluster's {@link io.quorumwatch.judge.ConcernJudge}. The judge
 * keeps the reading in its {@link io.quorumwatch.judge.ClusterView}, lets the concern's {@link io.quorumwatch.judge.Rules} say for
 * each condition whether it is true, false or unknown, and lays that on the condition's timeline, which knows how long a truth
 * must hold before it counts and how long it must be calm before it clears. What changed leaves as a
 * {@link io.quorumwatch.bus.Verdict}.
 *
 * <p>Everything but the verticles is free of Vert.x, of clocks and of threads: time comes in with the readings. So the same code
 * judges live, in tests and in replays.
 */
@NullMarked
package io.quorumwatch.judge;

import org.jspecify.annotations.NullMarked;
