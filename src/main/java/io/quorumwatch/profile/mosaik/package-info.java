/**
 * What has to be concluded about mosaik, because its own metrics do not say it.
 *
 * <p>Two things. <b>Who leads</b>: {@code raft_leader_changes} counts, against its name, every message that a follower gets from
 * its leader, so it climbs at least twice a second on a follower and stands still on a leader;
 * {@link io.quorumwatch.profile.mosaik.LeaderTracker} reads it together with the count of elections. <b>Which group</b>: every
 * replicated collection is a Raft group of its own beside the committee's, and the labels are hashes that name nobody;
 * {@link io.quorumwatch.profile.mosaik.GroupLearner} finds the committee's.
 *
 * <p>Both would rather say nothing than guess, and what they say can be taken back by a later page.
 */
@NullMarked
package io.quorumwatch.profile.mosaik;

import org.jspecify.annotations.NullMarked;
