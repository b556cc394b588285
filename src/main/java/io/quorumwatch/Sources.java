package io.quorumwatch;

import io.quorumwatch.bus.Addresses;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.profile.Profiles;
import io.quorumwatch.source.logs.LogFollowers;
import io.quorumwatch.source.logs.LogSettings;
import io.quorumwatch.source.logs.LogTally;
import io.quorumwatch.source.logs.PushDoor;
import io.quorumwatch.source.scrape.MemberScraper;
import io.quorumwatch.source.scrape.ScrapeObserver;
import io.quorumwatch.source.scrape.ScrapeSettings;
import io.quorumwatch.time.AgentClock;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where readings and events come from: the members' pages and their logs. */
final class Sources {

    private final LogFollowers followers;
    private final MemberScraper scraper;

    /**
     * @param journal where it is kept how far logs have been read; null for nowhere
     * @param bus where readings and events are published; asked for only while they are
     * @param looks told of every look
     */
    Sources(Profiles profiles, @Nullable Path journal, Supplier<EventBus> bus, ScrapeObserver looks, AgentClock clock) {
        followers = new LogFollowers(
                profiles::logReaderFor,
                event -> bus.get().publish(Addresses.event(event.watched()), event),
                LogSettings.in(journal),
                clock);
        scraper = new MemberScraper(
                profiles::readerFor,
                reading -> bus.get().publish(Addresses.reading(reading.watched()), reading),
                looks,
                ScrapeSettings.forVersion(Version.TEXT),
                clock);
    }

    /** In the order in which they start. */
    List<Deployable> verticles() {
        return List.of(followers, scraper);
    }

    /** Reads of these clusters from now on. */
    Future<Void> apply(List<ClusterConfig> clusters) {
        return Future.join(followers.apply(clusters), scraper.apply(clusters)).mapEmpty();
    }

    /** What has come of the logs. */
    LogTally.Sum logs() {
        return followers.sum();
    }

    /** Where lines of this member's log may be pushed; null when they may not. */
    @Nullable
    PushDoor door(String cluster, String member) {
        return followers.door(cluster, member);
    }
}
