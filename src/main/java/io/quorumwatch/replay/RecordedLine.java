package io.quorumwatch.replay;

import java.time.Instant;

/**
 * One line of a recorded log.
 *
 * @param at its own time; that of the line before it when it has none
 * @param member whose log it stands in
 * @param text the line
 */
public record RecordedLine(Instant at, String member, String text) {}
