/**
 * Turns looks into readings by a profile: the part that is the same for every kind of system.
 *
 * <p>{@link io.quorumwatch.profile.reading.ClusterReader} takes the looks at one cluster in their order and remembers, for each
 * member, what it needs of earlier pages: counters (to tell a restart), histograms (to take a percentile of the last minutes),
 * peers (a link that was there and is gone is down), and since when a member has led. What a kind of system needs beyond that
 * comes from its {@link io.quorumwatch.profile.reading.Deriver}.
 *
 * <p>Pages are untrusted. Whatever is remembered is bounded in number for each member, and a page that says nothing, too much or
 * something else than yesterday gives fewer signals, never a wrong one: a signal that cannot be told is absent.
 */
@NullMarked
package io.quorumwatch.profile.reading;

import org.jspecify.annotations.NullMarked;
