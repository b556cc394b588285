/**
 * What the operator wrote, as typed records: read once, validated completely, never half-applied.
 *
 * <p>Loading needs no knowledge of profiles or conditions; what may be written under {@code parameters} and {@code thresholds} is
 * asked from a {@link io.quorumwatch.config.ConfigVocabulary}, so that this package stays below everything else.
 */
@NullMarked
package io.quorumwatch.config;

import org.jspecify.annotations.NullMarked;
