package io.quorumwatch.replay;

import io.quorumwatch.bus.BusMessage;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.profile.Profiles;
import io.quorumwatch.profile.definition.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Judges a recording in virtual time. What comes out, and in which order, depends on the recording and the configuration alone.
 */
public final class Replay {

    private final List<ReplayedCluster> clusters = new ArrayList<>();
    private Consumer<? super MemberReading> readings = reading -> {};

    /**
     * What of a recording is to be seen.
     *
     * @param onlyDocumented of a profile's families, only those that the operators' documents promise
     * @param hidden families in whose name this is found are not seen; null for none
     */
    public record Sight(boolean onlyDocumented, @Nullable Pattern hidden) {

        /** Everything. */
        public static final Sight ALL = new Sight(false, null);

        private FamilyFilter of(Profile profile) {
            Set<String> only = onlyDocumented ? profile.documentedFamilies() : null;
            return new FamilyFilter(hidden, only);
        }
    }

    public Replay(List<ClusterConfig> clusters, Profiles profiles, Sight sight) {
        for (ClusterConfig cluster : clusters) {
            Profile profile = profiles.profile(cluster.profile());
            WatchPlan plan = WatchPlan.of(cluster, profile.voters(), profile.thresholds());
            this.clusters.add(new ReplayedCluster(cluster, profiles.readerFor(cluster), plan, sight.of(profile)));
        }
    }

    /** Also shows what each look says. */
    public void showReadings(Consumer<? super MemberReading> consumer) {
        readings = consumer;
    }

    /**
     * Plays the recording from its first look to its last and hands every change to {@code changes}, in order of virtual time.
     *
     * @throws BadRecordingException when the recording is not as it should be; what was handed out before stands
     */
    public void play(Path directory, Consumer<? super BusMessage> changes) throws IOException {
        try (RecordedPages pages = new RecordedPages(directory)) {
            Instant now = Instant.MIN;
            for (RecordedLook look = pages.next(); look != null; look = pages.next()) {
                passTime(now, look.answeredAt(), changes);
                now = look.answeredAt();
                for (ReplayedCluster cluster : clusters) {
                    MemberReading reading = cluster.read(look);
                    if (reading != null) {
                        readings.accept(reading);
                        tell(cluster.judge(reading), changes);
                    }
                }
            }
        }
    }

    /** Asks the judges at every instant before {@code until} at which something runs out. */
    private void passTime(Instant from, Instant until, Consumer<? super BusMessage> changes) {
        if (from.equals(Instant.MIN)) {
            return;
        }
        Instant now = from;
        for (Instant next = nextChange(now); next.isBefore(until); next = nextChange(now)) {
            now = next;
            for (ReplayedCluster cluster : clusters) {
                tell(cluster.judge(now), changes);
            }
        }
    }

    private Instant nextChange(Instant now) {
        Instant next = Instant.MAX;
        for (ReplayedCluster cluster : clusters) {
            Instant change = cluster.nextChange(now);
            next = change.isBefore(next) ? change : next;
        }
        return next;
    }

    private static void tell(List<Verdict> verdicts, Consumer<? super BusMessage> changes) {
        verdicts.forEach(changes);
    }
}
