/**
 * The parser of exposition text, Prometheus 0.0.4 and OpenMetrics 1.0: bytes in, samples of the wanted families out.
 *
 * <p>Pure: no clock, no thread, no Vert.x. A watched page is a hundred kilobytes of which a watcher wants two; so the parser is
 * told what is wanted, and passes over the rest by comparing it with what an earlier page had there, or else by finding line ends.
 */
@NullMarked
package io.quorumwatch.source.exposition;

import org.jspecify.annotations.NullMarked;
