package io.quorumwatch.cli;

import io.quorumwatch.config.AgentConfig;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks once at everything that a configuration names, for {@code check --live}. */
@FunctionalInterface
public interface LiveLook {

    /**
     * Looks at every member, discovered ones included, and tells of each as soon as it is known, one at a time. Returns when all
     * have been told of, each within its cluster's scrape timeout. Blocks.
     */
    void lookAtAll(AgentConfig config, Consumer<TargetLook> told);

    /**
     * What one look gave.
     *
     * @param watched the cluster
     * @param member the member
     * @param took how long it took
     * @param failure the word of why there is no page; null when there is one
     * @param missing signals that the page does not give
     */
    record TargetLook(
            String watched,
            String member,
            Duration took,
            @Nullable String failure,
            List<MissingSignal> missing) {

        public TargetLook {
            missing = List.copyOf(missing);
        }
    }
}
