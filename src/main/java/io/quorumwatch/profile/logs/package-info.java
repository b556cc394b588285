/**
 * From log lines to events: which line of which kind of system means what.
 *
 * <p>A profile's {@code logs} section names the lines; {@link io.quorumwatch.profile.logs.LineClassifier} finds the rule of a line, and
 * nearly always that there is none, without taking the line apart; {@link io.quorumwatch.profile.logs.LogReader} makes the event of one
 * that is known, and leaves out those that are about another instance or another group of the same process.
 */
@NullMarked
package io.quorumwatch.profile.logs;

import org.jspecify.annotations.NullMarked;
