/**
 * What cannot be judged, and what would help: the honest counterpart of health.
 *
 * <p>A condition that a cluster does not export the signals for is neither good nor bad; it is a blind spot, with the exact change that
 * would end it.
 */
@NullMarked
package io.quorumwatch.desk.blindspot;

import org.jspecify.annotations.NullMarked;
