/** Fakes that we own, for the tests of every package. */
@NullMarked
package io.quorumwatch.testing;

import org.jspecify.annotations.NullMarked;
