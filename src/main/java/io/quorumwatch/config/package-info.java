/**
 * What the operator wrote, as typed records: read once, validated completely, never half-applied.
 *
 * <p>Loading needs no knowledge of profiles or conditions; what may be written under {@code parameters} and {@code thresholds} is
 * asked from a {@link io.quorumwatch.config.ConfigVocabulary}, so that this package stays below everything else.
 *
 * <p>The way of a file: {@code ConfigFile} reads it, {@code YamlText} makes nodes of it that know their lines, and the readers
 * ({@code AgentReader}, {@code ClusterReader}, …) ask each {@code Section} for the keys they know. Nobody keeps a list of allowed
 * keys: what was never asked for is unknown. A reader that complains goes on with a harmless value, so that one run names every
 * problem; nothing that was built on the way leaves {@link io.quorumwatch.config.ConfigLoader} unless there was none.
 *
 * <p>Every kind of error has a fixture, {@code src/test/resources/config/invalid_*.yaml}, with the line that it gives beside it.
 */
@NullMarked
package io.quorumwatch.config;

import org.jspecify.annotations.NullMarked;
