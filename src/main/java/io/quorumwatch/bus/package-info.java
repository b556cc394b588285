/**
 * The messages that travel between the verticles, and the addresses they travel on: the public API for other verticles.
 *
 * <p>Everything here is an immutable record or an enum. Sources send {@link io.quorumwatch.bus.MemberReading}s, judges
 * answer with {@link io.quorumwatch.bus.Verdict}s, the desk sums them up in a {@link io.quorumwatch.bus.HealthReport}.
 * {@link io.quorumwatch.bus.Addresses} says who sends what, how often, in which order, and what silence means.
 *
 * <p>This package imports nothing else of the project, so that a subscriber needs to know nothing else.
 */
@NullMarked
package io.quorumwatch.bus;

import org.jspecify.annotations.NullMarked;
