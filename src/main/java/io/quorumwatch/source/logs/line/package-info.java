/**
 * One line of a log, taken apart: pure, and the same for every source.
 *
 * <p>{@link io.quorumwatch.source.logs.line.LineParser} tells the format of each line by itself, because one stream may hold several:
 * the text of Rust's {@code tracing} with and without colour, its JSON (flat and nested), key=value text as Go programs write it,
 * and whatever a crashing process leaves behind. It only finds where the parts are; time and fields are taken out when somebody
 * asks, because nearly all lines are of no interest.
 */
@NullMarked
package io.quorumwatch.source.logs.line;

import org.jspecify.annotations.NullMarked;
