/**
 * Bytes in: what fetches, and what reads the outer form of what was fetched.
 *
 * <p>Everything that comes in here is untrusted: it costs a bounded amount of memory and time, whatever it is.
 */
@NullMarked
package io.quorumwatch.source;

import org.jspecify.annotations.NullMarked;
