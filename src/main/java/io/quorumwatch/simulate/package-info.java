/**
 * An embedded committee that behaves like a real one, for demonstrations and for tests in virtual time.
 *
 * <p>The real thing is a committee of mosaik processes with zipnet's rounds on top. What such a committee does under faults is
 * surprising: there is no fixed quorum, a member without bonds elects itself and commits alone, a gauge stays at its last value after
 * its meaning has gone. So nothing here is scripted. Members exchange the same messages with the same time-outs as the real ones,
 * over links that a fault can cut, and the surprises come about by themselves: two leaders in a partition, followers above their
 * leader, a paused leader that wakes up alone. What a member exports is written in the real names, types, labels and order.
 *
 * <p>{@link io.quorumwatch.simulate.SimulatedCommittee} is the whole: create it with a seed, {@code advanceTo} an instant, ask for a
 * member's page, inject a {@link io.quorumwatch.simulate.Fault}, play a {@link io.quorumwatch.simulate.Scenario}. It has no clock and no
 * thread; the same seed and the same calls give the same pages, byte by byte. {@link io.quorumwatch.simulate.VirtualLooks} looks at it
 * as a watcher would. The sub-package {@code demo} serves it in real time.
 *
 * <p>Inside, from the bottom up: {@code Timeline} (what happens next), {@code Universe} (what all share), {@code Bonding} and
 * {@code Bonds} (who is linked to whom), {@code RaftNode} with {@code Election} and {@code ReplicatedLog} (who leads, what is committed),
 * {@code Rounds} and {@code ReplicatedCollection} (what the committed commands mean), {@code MemberProcess} (one life of one member),
 * {@code MemberPage} and {@code PageWriter} (what it exports).
 */
@NullMarked
package io.quorumwatch.simulate;

import org.jspecify.annotations.NullMarked;
