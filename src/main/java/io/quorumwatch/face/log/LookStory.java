package io.quorumwatch.face.log;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.desk.health.MemberState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** What is news in the looks at the members of one cluster: failing looks, states of members, their bonds, and the leader. Pure. */
final class LookStory {

    private static final class Member {
        private final LinkStory links = new LinkStory();
        private @Nullable ScrapeFailure failure;
        private @Nullable MemberReading page;
        private @Nullable MemberState state;
        private Instant since = Instant.MIN;
        private Instant lookedAt = Instant.MIN;
        private boolean leads;
    }

    /** A member of which nothing is heard for so long has left the cluster; what it said last counts no more. */
    private static final Duration MEMBERS_LAST = Duration.ofMinutes(2);

    private final Map<String, Member> members = new HashMap<>();
    private @Nullable String leader;
    private Instant leaderSince = Instant.MIN;

    /**
     * Takes a look.
     *
     * @param conditions what the judges say of this member, by condition; null when nothing has been said
     */
    List<LogEntry> take(MemberReading reading, Function<String, @Nullable VerdictState> conditions) {
        List<LogEntry> news = new ArrayList<>(0);
        Member member = members.computeIfAbsent(reading.member(), name -> new Member());
        member.lookedAt = reading.answeredAt();
        members.values()
                .removeIf(other -> other.lookedAt.isBefore(reading.answeredAt().minus(MEMBERS_LAST)));
        failure(reading, member, news);
        state(reading, member, conditions, news);
        if (reading.seen()) {
            news.addAll(member.links.take(reading));
            member.page = reading;
        }
        leader(reading, member, news);
        return news;
    }

    private static void failure(MemberReading reading, Member member, List<LogEntry> news) {
        ScrapeFailure before = member.failure;
        member.failure = reading.failure();
        if (reading.failure() != null && reading.failure() != before) {
            LogEntry failed = LogEntry.of(Level.WARN, "scrape_failed", reading.watched())
                    .with("target_member", reading.member())
                    .with("reason", reading.failure());
            LogEntry told = reading.error() == null ? failed : failed.with("error", reading.error());
            news.add(told.with("duration_ms", VerdictStory.millis(reading.askedAt(), reading.answeredAt())));
        }
    }

    private static void state(
            MemberReading reading,
            Member member,
            Function<String, @Nullable VerdictState> conditions,
            List<LogEntry> news) {
        MemberState before = member.state;
        MemberState state = MemberState.of(member.page, reading, conditions);
        if (state == before) {
            return;
        }
        if (before != null) {
            news.add(LogEntry.of(Level.INFO, "state_transition", reading.watched())
                    .with("state_type", "member")
                    .with("target_member", reading.member())
                    .with("previous", before)
                    .with("new", state)
                    .with("reason", reason(reading, state))
                    .with("duration_ms", VerdictStory.millis(member.since, reading.answeredAt())));
        }
        member.state = state;
        member.since = reading.answeredAt();
    }

    /** Why a member's state is another: how the look at it failed, what was judged, or that its page says so. */
    private static String reason(MemberReading reading, MemberState state) {
        if (reading.failure() != null) {
            return reading.failure().word();
        }
        if (state == MemberState.HUNG) {
            return "judged";
        }
        return reading.restarted() ? "restarted" : "reported";
    }

    /** A look that merely failed takes the lead from nobody; a member that says so, or that is gone, has lost it. */
    private void leader(MemberReading reading, Member member, List<LogEntry> news) {
        if (reading.signals().has(Signal.LEADS) || reading.provesProcessGone()) {
            member.leads = reading.signals().isTrue(Signal.LEADS);
        }
        int leading = 0;
        String now = null;
        for (Map.Entry<String, Member> each : members.entrySet()) {
            if (each.getValue().leads) {
                leading++;
                now = each.getKey();
            }
        }
        if (leading > 1 || (leading == 0 && leader == null)) {
            return;
        }
        String before = leader;
        if (now == null ? before == null : now.equals(before)) {
            return;
        }
        LogEntry entry = LogEntry.of(now == null ? Level.WARN : Level.INFO, "leader_changed", reading.watched())
                .with("previous", before)
                .with("new", now)
                .with("reason", now == null ? "lost" : before == null ? "seen" : "replaced");
        news.add(
                before == null && leaderSince.equals(Instant.MIN)
                        ? entry
                        : entry.with("duration_ms", VerdictStory.millis(leaderSince, reading.answeredAt())));
        leader = now;
        leaderSince = reading.answeredAt();
    }
}
