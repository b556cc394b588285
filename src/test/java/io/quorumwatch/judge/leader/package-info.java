@NullMarked
package io.quorumwatch.judge.leader;

import org.jspecify.annotations.NullMarked;
