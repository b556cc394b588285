package io.quorumwatch.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.testing.process.BusSubscriber;
import io.quorumwatch.testing.process.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** The rounds that the agent has told of, by their lines in logs. */
final class FinalizedRounds {

    private static final Duration SOON = Duration.ofSeconds(20);

    private FinalizedRounds() {}

    /** Waits until exactly these were told of, each once and in order. */
    static void await(BusSubscriber events, int first, int last) {
        List<Integer> expected = IntStream.rangeClosed(first, last).boxed().toList();
        Eventually.passes(
                "every round once and in order",
                SOON,
                () -> assertThat(told(events)).isEqualTo(expected));
    }

    /** Waits until the last was told of, once, with some of the rounds right before it: who subscribed later missed the earlier ones. */
    static void awaitUpTo(BusSubscriber events, int earliest, int last) {
        List<Integer> all = IntStream.rangeClosed(earliest, last).boxed().toList();
        Eventually.passes("the rounds up to " + last + ", once and in order", SOON, () -> {
            List<Integer> told = told(events);
            assertThat(told).isNotEmpty().hasSizeLessThanOrEqualTo(all.size());
            assertThat(told).isEqualTo(all.subList(all.size() - told.size(), all.size()));
        });
    }

    private static List<Integer> told(BusSubscriber events) {
        return events.bodies().stream()
                .filter(event -> event.path("event").asText().equals("round-finalized"))
                .map(event -> event.path("fields").path("round").asInt())
                .toList();
    }
}
