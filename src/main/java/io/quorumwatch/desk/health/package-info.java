/**
 * Turns what the judges say into health: one ledger of their last words, one report, one snapshot that every face reads.
 *
 * <p>{@link io.quorumwatch.desk.health.HealthLedger} keeps the last {@link io.quorumwatch.bus.Verdict} of each condition and knows
 * who has fallen silent; {@link io.quorumwatch.desk.health.ClusterLedger} keeps the last look at each member. Both are pure: they
 * take the time as an argument and know nothing of Vert.x. {@link io.quorumwatch.desk.health.HealthAggregator} and
 * {@link io.quorumwatch.desk.health.ClusterDesk} are the verticles around them: they subscribe, feed a ledger on one event loop, and
 * put an immutable result where the faces find it ({@link io.quorumwatch.desk.health.HealthSnapshot},
 * {@link io.quorumwatch.desk.health.ClusterViews}).
 *
 * <p>Three promises hold everywhere. What is not seen is never fine: a condition that fired and is not seen any more stays as bad as
 * it was. Silence is a failure with its own reason, found here and not waited for. And whoever asks costs nothing: a
 * probe reads what is there, and never makes anything be looked at.
 */
@NullMarked
package io.quorumwatch.desk.health;

import org.jspecify.annotations.NullMarked;
