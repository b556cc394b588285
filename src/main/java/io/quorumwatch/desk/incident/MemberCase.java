package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.config.MemberConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is remembered of one member. */
final class MemberCase {

    /** Lines of one start come within this time. */
    private static final Duration ONE_START = Duration.ofSeconds(15);

    private static final Duration WINDOW = Duration.ofMinutes(30);
    private static final int MOST = 64;

    /** A start brings bonds and an election within seconds; who reads from the middle sees one less often. */
    private static final Duration SHOWS_ITSELF = Duration.ofMinutes(1);

    private final MemberConfig member;
    private final boolean inCommittee;
    private final Map<EventKind, Instant> lastEvents = new EnumMap<>(EventKind.class);
    private final Deque<Instant> starts = new ArrayDeque<>();
    private final Deque<Instant> breaks = new ArrayDeque<>();
    private final SortedSet<String> refusedBy = new TreeSet<>();
    private @Nullable MemberReading last;
    private @Nullable MemberReading page;
    private @Nullable Instant failingSince;
    private @Nullable Instant outsideSince;
    private @Nullable Instant joinedAt;
    private @Nullable Instant noBondsSince;
    private int refusals;
    private boolean bondedEver;
    private boolean logFollowed;
    private @Nullable Instant firstLine;
    private @Nullable Instant lastLine;

    MemberCase(MemberConfig member, boolean inCommittee) {
        this.member = member;
        this.inCommittee = inCommittee;
    }

    void read(MemberReading reading) {
        Instant at = reading.answeredAt();
        MemberReading before = last;
        last = reading;
        if (!reading.seen()) {
            failingSince = failingSince == null ? reading.askedAt() : failingSince;
            if (before != null && before.seen()) {
                remember(breaks, at);
            }
            return;
        }
        failingSince = null;
        if (reading.restarted()) {
            started(at);
        }
        boolean inGroup = reading.signals().isTrue(Signal.IN_GROUP);
        if (inGroup) {
            joinedAt = joinedAt == null && (outsideSince != null || reading.restarted()) ? at : joinedAt;
            outsideSince = null;
        } else {
            joinedAt = null;
            outsideSince = outsideSince == null ? at : outsideSince;
        }
        double bonds = reading.signals().get(Signal.BONDS);
        bondedEver |= bonds > 0;
        noBondsSince = bonds == 0 ? (noBondsSince == null ? at : noBondsSince) : null;
        page = reading;
    }

    void hear(LogEvent event) {
        if (!aboutPeer(event.kind())) {
            note(event);
        }
        logFollowed = event.kind() != EventKind.LOG_LOST;
        firstLine = firstLine == null ? event.at() : firstLine;
        if (!ofTheFollower(event.kind()) && (lastLine == null || event.at().isAfter(lastLine))) {
            lastLine = event.at();
        }
        if (event.kind() == EventKind.NODE_UP) {
            started(event.at());
        }
    }

    /** Somebody else's log speaks of this member. */
    void mentioned(LogEvent event) {
        note(event);
        if (event.kind() == EventKind.PEER_REFUSED) {
            refused(event.member());
        }
    }

    /** Said by whoever reads the log, not by the member. */
    private static boolean ofTheFollower(EventKind kind) {
        return kind == EventKind.LOG_FOLLOWED || kind == EventKind.LOG_LOST;
    }

    /** Lines in which a member speaks of another, not of itself. */
    static boolean aboutPeer(EventKind kind) {
        return switch (kind) {
            case TICKET_EXPIRED, PEER_REFUSED, BOND_SILENT, SECRET_REFUSED -> true;
            default -> false;
        };
    }

    private void note(LogEvent event) {
        Instant known = lastEvents.get(event.kind());
        if (known == null || event.at().isAfter(known)) {
            lastEvents.put(event.kind(), event.at());
        }
    }

    /** The named peer does not want it. */
    void refused(String by) {
        refusals++;
        if (refusedBy.size() < MOST) {
            refusedBy.add(by);
        }
    }

    private void started(Instant at) {
        if (starts.isEmpty() || Duration.between(starts.getLast(), at).compareTo(ONE_START) > 0) {
            remember(starts, at);
        }
    }

    private static void remember(Deque<Instant> times, Instant at) {
        times.addLast(at);
        while (times.size() > MOST || times.getFirst().isBefore(at.minus(WINDOW))) {
            times.removeFirst();
        }
    }

    String name() {
        return member.name();
    }

    MemberConfig member() {
        return member;
    }

    String role() {
        return member.role();
    }

    boolean inCommittee() {
        return inCommittee;
    }

    boolean looked() {
        return last != null;
    }

    /** Whether the last look gave a page. */
    boolean answers() {
        return last != null && last.seen();
    }

    @Nullable
    ScrapeFailure failure() {
        return last == null ? null : last.failure();
    }

    @Nullable
    Instant failingSince() {
        return failingSince;
    }

    /** Whether it is known that the process does not listen. */
    boolean gone() {
        ScrapeFailure failure = failure();
        return failure != null && failure.provesProcessGone();
    }

    /** Whether it takes connections, or packets, and says nothing. */
    boolean silent() {
        return failure() == ScrapeFailure.TIMEOUT;
    }

    boolean everSeen() {
        return page != null;
    }

    boolean everBonded() {
        return bondedEver;
    }

    boolean everStarted() {
        return page != null
                || lastEvents.containsKey(EventKind.NODE_UP)
                || lastEvents.containsKey(EventKind.GROUP_JOINED);
    }

    /** Since when it has answered without its group; null when it does not. */
    @Nullable
    Instant outsideSince() {
        return answers() ? outsideSince : null;
    }

    /** When it was seen to join, or to begin; null when it was there before the watch began. */
    @Nullable
    Instant begunAt() {
        Instant start = starts.isEmpty() ? null : starts.getLast();
        Instant joined = joinedAt;
        return start == null ? joined : joined == null || start.isAfter(joined) ? start : joined;
    }

    /** Starts after the given time. */
    long startsSince(Instant after) {
        return starts.stream().filter(start -> start.isAfter(after)).count();
    }

    @Nullable
    Instant lastStart() {
        return starts.isEmpty() ? null : starts.getLast();
    }

    /** How often it stopped answering after the given time. */
    long breaksSince(Instant after) {
        return breaks.stream().filter(each -> each.isAfter(after)).count();
    }

    /** When it first stopped answering after the given time; null when it did not. */
    @Nullable
    Instant firstBreak(Instant after) {
        return breaks.stream().filter(each -> each.isAfter(after)).findFirst().orElse(null);
    }

    double signal(Signal signal) {
        return page == null || !answers() ? Double.NaN : page.signals().get(signal);
    }

    @Nullable
    String group() {
        return page == null ? null : page.group();
    }

    @Nullable
    String network() {
        return page == null ? null : page.network();
    }

    @Nullable
    Instant noBondsSince() {
        return answers() ? noBondsSince : null;
    }

    /** When an event of this kind was last written by it, or about it by others; null when never. */
    @Nullable
    Instant last(EventKind kind) {
        return lastEvents.get(kind);
    }

    /** Whether such an event was written at most this long ago. */
    boolean recently(EventKind kind, Instant now, Duration within) {
        Instant at = lastEvents.get(kind);
        return at != null && !at.isBefore(now.minus(within));
    }

    int refusals() {
        return refusals;
    }

    SortedSet<String> refusedBy() {
        return refusedBy;
    }

    /** The time of the newest line that it wrote and that means something; null when none is known. */
    @Nullable
    Instant lastLine() {
        return lastLine;
    }

    boolean logFollowed() {
        return logFollowed;
    }

    /** Whether its log has told of rounds or starts for a while, and never of an election or a bond. */
    boolean logIsQuiet(Instant now) {
        Instant first = firstLine;
        return first != null
                && Duration.between(first, now).compareTo(SHOWS_ITSELF) > 0
                && lastEvents.keySet().stream().noneMatch(MemberCase::atDebug);
    }

    private static boolean atDebug(EventKind kind) {
        return switch (kind) {
            case BOND_FORMED, BOND_ENDED, ELECTION_STARTED, ELECTION_WON, ELECTION_UNDECIDED, FOLLOWING -> true;
            default -> false;
        };
    }
}
