@NullMarked
package io.quorumwatch.judge.round;

import org.jspecify.annotations.NullMarked;
