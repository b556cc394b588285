/**
 * Verdicts come together here: into health, into incidents, and into what must survive a restart.
 *
 * <p>The desk is the last place where time is handed in. What leaves it is an immutable snapshot or a bus message, and the faces show
 * nothing else.
 */
@NullMarked
package io.quorumwatch.desk;

import org.jspecify.annotations.NullMarked;
