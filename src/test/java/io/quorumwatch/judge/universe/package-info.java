@NullMarked
package io.quorumwatch.judge.universe;

import org.jspecify.annotations.NullMarked;
