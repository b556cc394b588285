/**
 * Looks at members over HTTP: one look per member and tick, shared by all judges.
 *
 * <p>All members of a cluster are asked at the same tick. A slow, huge, endless, lying or dead member costs a bounded amount and
 * delays nobody else. A kept-alive connection that closes unexpectedly is news, and is looked after at once: the fast path.
 */
@NullMarked
package io.quorumwatch.source.scrape;

import org.jspecify.annotations.NullMarked;
