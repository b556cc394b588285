@NullMarked
package io.quorumwatch.judge;

import org.jspecify.annotations.NullMarked;
