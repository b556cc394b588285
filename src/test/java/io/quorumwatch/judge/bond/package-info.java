@NullMarked
package io.quorumwatch.judge.bond;

import org.jspecify.annotations.NullMarked;
