/**
 * Who leads. Exactly one member of a committee should lead at any time (seed 000); none or several is the first thing that a
 * tired person wants to know, and the cause of most of what follows.
 *
 * <p>What "leads" means is the profile's business: a documented gauge where there is one, else derived from how counters move.
 */
@NullMarked
package io.quorumwatch.judge.leader;

import org.jspecify.annotations.NullMarked;
