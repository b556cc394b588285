/**
 * The messages that travel between the verticles, and the addresses they travel on: the public API for other verticles.
 *
 * <p>Every message is an immutable record. Sources send {@link io.quorumwatch.bus.MemberReading}s, judges
 * answer with {@link io.quorumwatch.bus.Verdict}s, the desk sums them up in a {@link io.quorumwatch.bus.HealthReport}.
 * {@link io.quorumwatch.bus.Addresses} says who sends what, how often, in which order, and what silence means. Whoever listens to
 * verdicts may remember them by {@link io.quorumwatch.bus.LastWord}s in a {@link io.quorumwatch.bus.TopicTable}, which cost little
 * while what stands is only repeated.
 *
 * <p>This package imports nothing else of the project, so that a subscriber needs to know nothing else.
 */
@NullMarked
package io.quorumwatch.bus;

import org.jspecify.annotations.NullMarked;
