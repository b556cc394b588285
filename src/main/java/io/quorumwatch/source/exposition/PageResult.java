package io.quorumwatch.source.exposition;

import io.quorumwatch.bus.ScrapeFailure;
import org.jspecify.annotations.Nullable;

/**
 * How reading a page ended.
 *
 * @param failure why the page must not be used; null when it stands
 * @param page what was read; of a failed page the counts alone, never half of its samples
 */
public record PageResult(@Nullable ScrapeFailure failure, Page page) {}
