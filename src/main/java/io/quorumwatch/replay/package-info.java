/**
 * Recordings judged in virtual time: the same profiles, judges and messages as live, without Vert.x and without a clock.
 *
 * <p>A recorded look is handed in at the time at which it was answered; between two looks the judges are asked at every instant at
 * which a hold or a deadline runs out. So a recording gives the same bytes on every run and at any speed.
 */
@NullMarked
package io.quorumwatch.replay;

import org.jspecify.annotations.NullMarked;
