/**
 * Quorumwatch: watches committees and Raft-like clusters, and says whether each is healthy, why not, and what to do next.
 *
 * <p>The way of the data is the way of the packages: {@code source} fetches, {@code profile} says what was fetched, {@code judge}
 * judges it, {@code desk} sums up, {@code face} shows. Between them travel the records of {@code bus}; nothing to the right is
 * imported by anything to its left. {@link io.quorumwatch.Agent} is the one place where the order of start and stop is written
 * down.
 */
@NullMarked
package io.quorumwatch;

import org.jspecify.annotations.NullMarked;
