@NullMarked
package io.quorumwatch.judge.discovery;

import org.jspecify.annotations.NullMarked;
