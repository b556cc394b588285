@NullMarked
package io.quorumwatch.judge.raft;

import org.jspecify.annotations.NullMarked;
