/**
 * Finds members that nobody has written down: in files of Prometheus' {@code file_sd} format, and in DNS.
 *
 * <p>Discovery only ever says who is to be looked at; whether they are well is for others to say. What it finds is laid beside the
 * members of the configuration, which win by name and by address, and goes the way of a reload from there on.
 *
 * <p>Both sources are somebody else's and may break. A file that is broken, half-written or unreadable, and a name server that does
 * not answer or knows nothing, leave what was found last as it is: a source that fails is no proof that members are gone. Only a
 * source that can be read and no longer names a member takes it away, and then its series and verdicts go with it. Where DNS forgets
 * the dead (a headless service without {@code publishNotReadyAddresses}), {@code committee-size} must be configured, else the
 * committee shrinks with each member that dies and its majority with it.
 *
 * <p>Everything is bounded: the files of a pattern, the bytes of a file, its targets, the members of a cluster.
 */
@NullMarked
package io.quorumwatch.source.discovery;

import org.jspecify.annotations.NullMarked;
