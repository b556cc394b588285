/**
 * Benchmarks of what runs on every look. They are run by hand and their figures are compared with the goals, never with a clock in a
 * unit test.
 */
@NullMarked
package io.quorumwatch.benchmark;

import org.jspecify.annotations.NullMarked;
