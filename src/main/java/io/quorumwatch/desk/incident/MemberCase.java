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
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is remembered of one member. */
final class MemberCase {

    /** Lines of one start come within this time. */
    private static final Duration ONE_START = Duration.ofSeconds(15);

    private static final Duration WINDOW = Duration.ofMinutes(30);
    private static final int MOST = 64;

    /** A start brings bonds and an election within seconds, and so does a change of bonds; their lines may be read late. */
    private static final Duration SHOWS_ITSELF = Duration.ofMinutes(1);

    /** Refused members try again at the latest after 67.5 s (facts/mosaik.md 3.4); what is older than twice that is over. */
    private static final Duration REFUSAL_STANDS = Duration.ofSeconds(150);

    private final MemberConfig member;
    private final boolean inCommittee;
    private final Map<EventKind, Instant> lastEvents = new EnumMap<>(EventKind.class);
    private final Deque<Instant> starts = new ArrayDeque<>();
    private final Deque<Instant> breaks = new ArrayDeque<>();
    private final SortedSet<String> refusedBy = new TreeSet<>();
    private @Nullable Instant lastRefusal;
    private @Nullable MemberReading last;
    private @Nullable MemberReading page;
    private @Nullable Instant failingSince;
    private @Nullable Instant outsideSince;
    private @Nullable Instant joinedAt;
    private @Nullable Instant noBondsSince;
    private int refusals;
    private boolean bondedEver;
    private boolean logFollowed;
    private @Nullable String logLostFor;
    private @Nullable Instant lastLine;

    /** When something happened that a log at the level of elections and bonds would have told of. */
    private @Nullable Instant toldOf;

    private @Nullable Instant lastDetail;

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
        boolean bondsMoved = page != null
                && page.signals().has(Signal.BONDS)
                && bonds != page.signals().get(Signal.BONDS);
        if (logFollowed && !Double.isNaN(bonds) && (bondsMoved || reading.restarted())) {
            toldOf = at;
        }
        bondedEver |= bonds > 0 || reading.links().containsValue(true);
        noBondsSince = bonds == 0 ? (noBondsSince == null ? at : noBondsSince) : null;
        page = reading;
    }

    /**
     * Its own log speaks.
     *
     * @param peer the peer that the line names, by its configured name where that is known; null when it names none
     * @param aboutOther whether the line is about that peer, another member
     */
    void hear(LogEvent event, @Nullable String peer, boolean aboutOther) {
        boolean ownClockOrImage = event.kind() == EventKind.IMAGE_REFUSED || event.kind() == EventKind.CLOCK_OFF;
        if (!aboutOther && (ownClockOrImage || !aboutPeer(event.kind()))) {
            note(event);
        }
        logFollowed = event.kind() != EventKind.LOG_LOST;
        logLostFor = logFollowed ? null : Objects.requireNonNullElse(event.field("reason"), "unknown");
        if (!ofTheFollower(event.kind())) {
            lastLine = later(lastLine, event.at());
        }
        switch (event.kind()) {
            case NODE_UP -> {
                started(event.at());
                toldOf = later(toldOf, event.at());
            }
            case GROUP_JOINED -> toldOf = later(toldOf, event.at());
            case BOND_FORMED, BOND_ENDED, ELECTION_STARTED, ELECTION_WON, ELECTION_UNDECIDED, FOLLOWING ->
                lastDetail = later(lastDetail, event.at());
            case REFUSED_BY_PEER -> refused(event.at(), peer);
            default -> {}
        }
    }

    /** Somebody else's log speaks of this member. */
    void mentioned(LogEvent event) {
        note(event);
        if (event.kind() == EventKind.PEER_REFUSED
                || event.kind() == EventKind.TICKET_EXPIRED
                || event.kind() == EventKind.SECRET_REFUSED) {
            refused(event.at(), event.member());
        }
    }

    /** Said by whoever reads the log, not by the member. */
    private static boolean ofTheFollower(EventKind kind) {
        return kind == EventKind.LOG_FOLLOWED || kind == EventKind.LOG_LOST;
    }

    /** Lines in which a member speaks of another, when they name one. */
    static boolean aboutPeer(EventKind kind) {
        return switch (kind) {
            case TICKET_EXPIRED, PEER_REFUSED, BOND_SILENT, SECRET_REFUSED, IMAGE_REFUSED, CLOCK_OFF -> true;
            default -> false;
        };
    }

    private void note(LogEvent event) {
        Instant known = lastEvents.get(event.kind());
        if (known == null || event.at().isAfter(known)) {
            lastEvents.put(event.kind(), event.at());
        }
    }

    private static Instant later(@Nullable Instant one, Instant other) {
        return one == null || other.isAfter(one) ? other : one;
    }

    private void refused(Instant at, @Nullable String by) {
        if (lastRefusal != null && at.isAfter(lastRefusal.plus(REFUSAL_STANDS))) {
            refusals = 0;
            refusedBy.clear();
        }
        lastRefusal = later(lastRefusal, at);
        refusals++;
        if (by != null && refusedBy.size() < MOST) {
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

    /** Whether it has answered without its group for so long. */
    boolean outsideFor(Duration length, Instant now) {
        Instant since = outsideSince();
        return since != null && Duration.between(since, now).compareTo(length) >= 0;
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

    /** Whether its peers refuse it at present, by their logs or its own. */
    boolean refused(Instant now) {
        return lastRefusal != null && !lastRefusal.isBefore(now.minus(REFUSAL_STANDS));
    }

    /** How often it was refused since it was last at peace with its peers. */
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

    /** Whether its page names this peer and says that the bond is up; null when it does not name it, or is not seen. */
    @Nullable
    Boolean linkedTo(MemberCase peer) {
        if (page == null || !answers()) {
            return null;
        }
        Boolean byName = page.links().get(peer.name());
        String identity = peer.page == null ? null : peer.page.identity();
        return byName != null || identity == null ? byName : page.links().get(identity);
    }

    boolean logFollowed() {
        return logFollowed;
    }

    /** Why its log cannot be read any more; null when it is read, or never was. */
    @Nullable
    String logLostFor() {
        return logLostFor;
    }

    /**
     * Whether its log is silent about elections and bonds: it began, or its bonds changed, and no such line came. In a calm committee
     * there are none to be written, which proves nothing.
     */
    boolean logIsQuiet(Instant now) {
        Instant happened = toldOf;
        return happened != null
                && Duration.between(happened, now).compareTo(SHOWS_ITSELF) > 0
                && (lastDetail == null || lastDetail.isBefore(happened.minus(SHOWS_ITSELF)));
    }
}
