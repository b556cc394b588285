/**
 * The replicated log: who is behind, what stands still, and whether committed entries are in danger.
 *
 * <p>Members are looked at at slightly different instants, so their indices cannot simply be subtracted: at ten entries a second a
 * healthy follower "lags" whenever it was asked first. {@link io.quorumwatch.judge.raft.CommitSeries} keeps when each index was
 * read; lag and rewriting are only concluded from looks whose order in time is certain.
 */
@NullMarked
package io.quorumwatch.judge.raft;

import org.jspecify.annotations.NullMarked;
