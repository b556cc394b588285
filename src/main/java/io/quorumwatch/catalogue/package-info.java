/**
 * The one catalogue of conditions: what can be wrong, how long it must hold before it counts, how loud it then is, and for whom.
 *
 * <p>Judges, health, metrics, generated rules and the runbook page all read the numbers from here, so that no text can disagree
 * with what is really done. The catalogue's defaults are overridden first by the profile, then by the configuration; a
 * {@link io.quorumwatch.catalogue.WatchPlan} is the result for one cluster.
 *
 * <p>This package stands beside {@code config}, below everything that judges or shows.
 */
@NullMarked
package io.quorumwatch.catalogue;

import org.jspecify.annotations.NullMarked;
