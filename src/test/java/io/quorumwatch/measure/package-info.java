/**
 * The figures that the project promises, measured on the packaged agent as a whole: {@code scripts/benchmark} prints them.
 *
 * <p>{@link io.quorumwatch.measure.Measurements} runs one {@link io.quorumwatch.measure.Measure} after another; each gives
 * {@link io.quorumwatch.measure.Row}s with its figure, the goal, and how it was measured. What watches and what is watched are always
 * different processes, and what is compared runs with the same Java options. The machine matters: a figure is only worth something
 * beside the one that was measured on the same machine at the same time, so rows that compare take turns.
 *
 * <p>Nothing here is a test: a slow machine must not make the build fail.
 */
@NullMarked
package io.quorumwatch.measure;

import org.jspecify.annotations.NullMarked;
