/**
 * What a person or a log store reads: one line for each event that matters.
 *
 * <p>The message of a line is a stable word ({@code condition_changed}), never prose; everything else is in named fields. A
 * {@code reason} is a word out of a bounded set, free text stands in {@code error} alone. {@code cluster_id} is the watched cluster, or
 * {@code agent}; {@code node_id} is always this agent, and another node is a {@code target_}. News is told once: a failed look is logged
 * when it begins to fail and when it fails otherwise, never for each tick.
 *
 * <p>{@link io.quorumwatch.face.log.EventLog} turns messages of the bus into such events; what is news is decided by pure classes.
 * {@link io.quorumwatch.face.log.Logging} sets up how lines are written: JSON or text on standard output, by a thread of its own,
 * so that a slow reader of that output never blocks an event loop. What does not fit into its bounded queue is dropped, debug lines
 * first, and counted in a line of its own. Until it is started, and in an application that brings its own logging, the agent writes
 * nothing but warnings to standard error, or what that application wants.
 *
 * <p>Names, words and reasons may come from watched members, so every value is escaped and has a greatest length.
 */
@NullMarked
package io.quorumwatch.face.log;

import org.jspecify.annotations.NullMarked;
