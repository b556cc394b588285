/** Time. */
@NullMarked
package io.quorumwatch.time;

import org.jspecify.annotations.NullMarked;
