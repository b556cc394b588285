/** The members' processes: whether they answer, have joined, move, stay up, and use no more than is usual for their role. */
@NullMarked
package io.quorumwatch.judge.member;

import org.jspecify.annotations.NullMarked;
