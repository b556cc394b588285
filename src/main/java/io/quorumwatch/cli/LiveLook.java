package io.quorumwatch.cli;

import io.quorumwatch.config.AgentConfig;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks once at everything that a configuration names, for {@code check --live}. */
@FunctionalInterface
public interface LiveLook {

    /**
     * Looks at every member, discovered ones included, and tells of each as soon as it is known, one at a time. Returns when all
     * have been told of, each within its cluster's scrape timeout. Blocks.
     *
     * @throws CommandFailure when it cannot look at all
     */
    void lookAtAll(AgentConfig config, Told told);

    /** Who is told, on the caller's thread. */
    interface Told {

        /**
         * The sources of a cluster's members have been asked; comes before the looks.
         *
         * @param members how many members they have named beyond those that are configured
         * @param problems what stands in the way of others, one line each
         */
        void discovered(String watched, int members, List<String> problems);

        /** One target was looked at. */
        void looked(TargetLook look);
    }

    /**
     * What one look gave.
     *
     * @param watched the cluster
     * @param member the member
     * @param took how long it took
     * @param failure the word of why there is no page; null when there is one
     * @param error more of why, for people; null when there is a page or no more is known
     * @param missing signals that the page does not give
     */
    record TargetLook(
            String watched,
            String member,
            Duration took,
            @Nullable String failure,
            @Nullable String error,
            List<MissingSignal> missing) {

        public TargetLook {
            missing = List.copyOf(missing);
        }
    }
}
