/** The members' processes: whether they answer, have joined, move, and stay up. */
@NullMarked
package io.quorumwatch.judge.member;

import org.jspecify.annotations.NullMarked;
