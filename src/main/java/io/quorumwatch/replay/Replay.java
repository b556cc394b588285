package io.quorumwatch.replay;

import io.quorumwatch.bus.BusMessage;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.judge.universe.UniversePanel;
import io.quorumwatch.profile.Profiles;
import io.quorumwatch.profile.definition.Profile;
import io.quorumwatch.time.Instants;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Judges a recording in virtual time. What comes out, and in which order, depends on the recording and the configuration alone.
 */
public final class Replay {

    private final List<ReplayedCluster> clusters = new ArrayList<>();
    private final UniversePanel universes;
    private final Set<String> sharingUniverses;
    private final boolean readsLogs;
    private Consumer<? super MemberReading> readings = reading -> {};
    private Consumer<? super LogEvent> events = event -> {};
    private Consumer<? super String> remarks = remark -> {};

    /**
     * What of a recording is to be seen.
     *
     * @param onlyDocumented of a profile's families, only those that the operators' documents promise
     * @param hidden families in whose name this is found are not seen; null for none
     * @param logs whether the members' logs are read beside the pages
     */
    public record Sight(boolean onlyDocumented, @Nullable Pattern hidden, boolean logs) {

        /** Everything. */
        public static final Sight ALL = new Sight(false, null, true);

        /** Every page, and no log. */
        public static final Sight PAGES = new Sight(false, null, false);

        private FamilyFilter of(Profile profile) {
            Set<String> only = onlyDocumented ? profile.documentedFamilies() : null;
            return new FamilyFilter(hidden, only);
        }
    }

    public Replay(List<ClusterConfig> clusters, Profiles profiles, Sight sight) {
        readsLogs = sight.logs();
        List<WatchPlan> plans = new ArrayList<>();
        for (ClusterConfig cluster : clusters) {
            Profile profile = profiles.profile(cluster.profile());
            WatchPlan plan = WatchPlan.of(cluster, profile.voters(), profile.thresholds());
            plans.add(plan);
            this.clusters.add(new ReplayedCluster(
                    cluster, profiles.readerFor(cluster), profiles.logReaderFor(cluster), plan, sight.of(profile)));
        }
        universes = new UniversePanel(plans);
        sharingUniverses = Set.copyOf(universes.clusters());
    }

    /** Also shows what each recognised line says. */
    public void showEvents(Consumer<? super LogEvent> consumer) {
        events = consumer;
    }

    /** Also says, a sentence each, what of a recording was not judged although somebody may have meant it to be. */
    public void showRemarks(Consumer<? super String> consumer) {
        remarks = consumer;
    }

    /** Also shows what each look says. */
    public void showReadings(Consumer<? super MemberReading> consumer) {
        readings = consumer;
    }

    /**
     * Plays the recording from its first look or line to its last and hands every change to {@code changes}, in order of virtual time.
     *
     * @throws BadRecordingException when the recording is not as it should be; what was handed out before stands
     */
    public void play(Path directory, Consumer<? super BusMessage> changes) throws IOException {
        try (RecordedPages pages = new RecordedPages(directory);
                RecordedLogs logs = new RecordedLogs(directory, readsLogs ? memberNames() : Set.of())) {
            Strays strays = new Strays();
            Instant now = Instant.MIN;
            RecordedLook look = pages.next();
            boolean begun = false;
            while (look != null || !logs.nextAt().equals(Instant.MAX)) {
                Instant asked = look == null ? Instant.MAX : look.answeredAt();
                boolean lineFirst = !logs.nextAt().isAfter(asked);
                Instant at = lineFirst ? logs.nextAt() : asked;
                passTime(now, at, changes);
                now = at;
                if (!begun) {
                    begun = true;
                    follow(logs.members(), now, changes);
                }
                if (lineFirst) {
                    hear(Objects.requireNonNull(logs.next()), changes);
                } else if (look != null) {
                    if (!read(look, changes)) {
                        strays.add(look.member());
                    }
                    look = pages.next();
                }
            }
            strays.remark(begun, pages.misplaced(), remarks);
        }
    }

    private Set<String> memberNames() {
        Set<String> names = new LinkedHashSet<>();
        clusters.forEach(cluster -> names.addAll(cluster.memberNames()));
        return names;
    }

    private void follow(List<String> members, Instant now, Consumer<? super BusMessage> changes) {
        for (ReplayedCluster cluster : clusters) {
            for (String member : members) {
                tell(cluster, cluster.follow(member, now), changes);
            }
        }
    }

    private void hear(RecordedLine line, Consumer<? super BusMessage> changes) {
        for (ReplayedCluster cluster : clusters) {
            LogEvent event = cluster.read(line);
            if (event != null) {
                events.accept(event);
                tell(cluster, cluster.judge(event), changes);
            }
        }
    }

    /** Whether any cluster has such a member. */
    private boolean read(RecordedLook look, Consumer<? super BusMessage> changes) {
        boolean isKnown = false;
        for (ReplayedCluster cluster : clusters) {
            MemberReading reading = cluster.read(look);
            if (reading != null) {
                isKnown = true;
                readings.accept(reading);
                tell(cluster, cluster.judge(reading), changes);
            }
        }
        return isKnown;
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
                tell(cluster, cluster.judge(now), changes);
            }
            tellUniverse(universes.tick(now), changes);
        }
    }

    private Instant nextChange(Instant now) {
        Instant next = universes.nextChange(now);
        for (ReplayedCluster cluster : clusters) {
            Instant change = cluster.nextChange(now);
            next = Instants.earlier(next, change);
            if (sharingUniverses.contains(cluster.name())) {
                // A universe's judge takes what is not repeated for over, also where nobody is looked at for long.
                next = Instants.earlierAfter(now, next, cluster.nextHeartbeat());
            }
        }
        return next;
    }

    /** What one cluster's judges say may be an incident of its universe, which every cluster hit by it is told. */
    private void tell(ReplayedCluster cluster, List<BusMessage> said, Consumer<? super BusMessage> changes) {
        for (BusMessage message : said) {
            changes.accept(message);
            if (message instanceof Verdict verdict) {
                tellUniverse(universes.hear(verdict), changes);
            }
        }
        for (Verdict verdict : cluster.standing()) {
            tellUniverse(universes.hear(verdict), changes);
        }
    }

    private void tellUniverse(List<Verdict> verdicts, Consumer<? super BusMessage> changes) {
        for (Verdict verdict : verdicts) {
            changes.accept(verdict);
            for (ReplayedCluster cluster : clusters) {
                if (cluster.name().equals(verdict.watched())) {
                    cluster.hear(verdict).forEach(changes);
                }
            }
        }
    }
}
