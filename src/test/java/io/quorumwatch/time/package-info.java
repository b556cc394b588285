/** Tests of {@code io.quorumwatch.time}, and the virtual time that they and others run in. */
@NullMarked
package io.quorumwatch.time;

import org.jspecify.annotations.NullMarked;
