package io.quorumwatch.source.scrape;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.source.exposition.Page;
import io.quorumwatch.time.AgentClock;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One member of a scraped cluster: its client, what its closes mean, and how many extra looks it may still get. A look that was cut
 * off counts as a close too: the process may have died in the middle of it.
 */
final class WatchedMember implements MemberClient.Listener {

    private final MemberConfig member;
    private final String watched;
    private final Duration timeout;
    private final MemberClient client;
    private final ConnectionHabit habit = new ConnectionHabit();
    private final ExtraLooks extraLooks = new ExtraLooks();
    private final AgentClock clock;
    private final ReadingOutlet outlet;
    private final Consumer<WatchedMember> news;

    /**
     * @param news told when this member closed a connection and that is worth looking again
     */
    WatchedMember(
            String watched,
            MemberConfig member,
            Target target,
            Duration timeout,
            MemberClient.Factory clients,
            AgentClock clock,
            ReadingOutlet outlet,
            Consumer<WatchedMember> news) {
        this.watched = watched;
        this.member = member;
        this.timeout = timeout;
        this.clock = clock;
        this.outlet = outlet;
        this.news = news;
        this.client = clients.client(target, this);
    }

    MemberConfig config() {
        return member;
    }

    MemberClient client() {
        return client;
    }

    /** The look that is due; left out while the last one is still running. */
    void look() {
        client.look(timeout, false);
    }

    /** A look out of turn, at most one each second. */
    void lookAgain() {
        if (client.timeLeft() == null && extraLooks.take(clock.nanos())) {
            client.look(timeout, true);
        }
    }

    @Override
    public void ended(LookProgress progress, @Nullable LookError error, Page page) {
        Look look = progress.look(watched, member, clock.wall(), error, page);
        MemberReading reading = outlet.pass(look, progress.arrivedBytes(), progress.took(clock.nanos()));
        habit.looked(look.failure(), reading.restarted());
        if (look.failure() == ScrapeFailure.CLOSED && !progress.extra()) {
            closedUnexpectedly();
        }
    }

    @Override
    public void closedUnexpectedly() {
        if (habit.closed()) {
            news.accept(this);
        }
    }
}
