package io.quorumwatch.replay;

import io.quorumwatch.bus.ScrapeFailure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code pages.jsonl.gz}.
 *
 * @param line its number in the file, from 1
 * @param askedAt when the member was asked
 * @param answeredAt when it had answered or was given up
 * @param member the member's name
 * @param failure why there is no page; null when there is one
 * @param error more of why, for people; null when there is a page or no more is known
 * @param body the page; empty when the look failed
 */
public record RecordedLook(
        long line,
        Instant askedAt,
        Instant answeredAt,
        String member,
        @Nullable ScrapeFailure failure,
        @Nullable String error,
        String body) {}
