package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.time.Instants;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is remembered of one member. */
final class MemberCase {

    private final MemberConfig member;
    private final boolean inCommittee;
    private final LastEvents events = new LastEvents();
    private final Membership membership = new Membership();
    private final Starts starts = new Starts();
    private final RecentTimes breaks = new RecentTimes();
    private final Refusals refusals = new Refusals();
    private final LogWitness log = new LogWitness();
    private final Outage outage = new Outage();
    private final Recovery recovery = new Recovery();
    private final Port port = new Port();
    private final IndexMotion index = new IndexMotion();
    private @Nullable MemberReading last;
    private @Nullable MemberReading page;
    private @Nullable Instant firstSeenAt;

    MemberCase(MemberConfig member, boolean inCommittee) {
        this.member = member;
        this.inCommittee = inCommittee;
    }

    /** Remembers what the look said; returns whether it is other evidence than the last one was. */
    boolean read(MemberReading reading) {
        MemberReading before = last;
        last = reading;
        membership.read(reading);
        port.read(reading);
        if (reading.seen()) {
            outage.ends();
            answered(reading);
        } else {
            outage.failed(reading.askedAt(), reading.failure());
            recovery.isNotWhole();
            if (before != null && before.seen()) {
                breaks.add(reading.answeredAt());
            }
        }
        return before == null || !LookEvidence.isSame(before, reading);
    }

    private void answered(MemberReading reading) {
        Instant at = reading.answeredAt();
        firstSeenAt = firstSeenAt == null ? at : firstSeenAt;
        if (reading.restarted()) {
            started(at);
        }
        double bonds = reading.signals().get(Signal.BONDS);
        boolean bondsMoved = page != null
                && page.signals().has(Signal.BONDS)
                && bonds != page.signals().get(Signal.BONDS);
        if (!Double.isNaN(bonds) && (bondsMoved || reading.restarted())) {
            log.shouldTell(at);
        }
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
        if (!aboutOther && (ownClockOrImage || !LastEvents.aboutPeer(event.kind()))) {
            events.note(event);
        }
        log.hear(event);
        outage.hear(event);
        if (event.kind() == EventKind.NODE_UP) {
            started(event.at());
        } else if (event.kind() == EventKind.REFUSED_BY_PEER) {
            refusals.add(event.at(), peer);
        }
    }

    /** Somebody else's log speaks of this member. */
    void mentioned(LogEvent event) {
        events.note(event);
        if (event.kind() == EventKind.PEER_REFUSED
                || event.kind() == EventKind.TICKET_EXPIRED
                || event.kind() == EventKind.SECRET_REFUSED) {
            refusals.add(event.at(), event.member());
        }
    }

    private void started(Instant at) {
        starts.add(at, page == null ? null : page.answeredAt());
        recovery.beginsAnew();
    }

    /** Takes its last page in as one among so many bonds: whether it came back from its last start, and its peers have taken it back. */
    void compare(int allBonds, Duration settles) {
        if (page == null || !answers()) {
            return;
        }
        recovery.read(page, allBonds, settles);
        if (page.signals().has(Signal.BONDS)) {
            refusals.bonded(page.answeredAt(), recovery.wholeSince());
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

    /** Since when it has not answered. */
    @Nullable
    Instant failingSince() {
        return outage.since();
    }

    /** Since when it has failed in the present way. */
    @Nullable
    Instant failsSoSince() {
        return outage.failsSoSince();
    }

    /** What its peers show of it while it does not answer. */
    Outage outage() {
        return outage;
    }

    /** In what way the last look failed, for people; null when it gave a page. */
    @Nullable
    String failureText() {
        return last == null ? null : last.failureText();
    }

    /** Whether it is known that the process does not listen. */
    boolean gone() {
        return last != null && last.provesProcessGone();
    }

    /** Whether something answers in its place, and gives no page that can be read: then we are not the ones who cannot see. */
    boolean answersUnusably() {
        ScrapeFailure failure = failure();
        return failure != null && failure.provesAnAnswer();
    }

    /** Whether it takes connections, or packets, and says nothing. */
    boolean silent() {
        return failure() == ScrapeFailure.TIMEOUT;
    }

    /**
     * Whether it takes connections and says nothing, and has written its log meanwhile: before a look that it then did not answer
     * either, for what wakes writes before it answers.
     */
    boolean worksSilently() {
        return silent() && last != null && outage.wroteBefore(last.askedAt());
    }

    /** How its log moves. */
    IndexMotion index() {
        return index;
    }

    /** Since when it has answered while its log stands still and a peer's, to which it is linked, goes on; null when that is not so. */
    @Nullable
    Instant stuckSince() {
        return answers() ? index.stuckSince() : null;
    }

    boolean everStarted() {
        return page != null || events.has(EventKind.NODE_UP) || events.has(EventKind.GROUP_JOINED);
    }

    /** Whether the process that is there now is known to have been up: it has answered since its port last refused, or its log says so. */
    boolean seenUp() {
        Instant refused = port.refusedAt();
        return port.answeredSinceRefusal() || (refused == null ? everStarted() : saidItIsUpSince(refused));
    }

    private boolean saidItIsUpSince(Instant time) {
        Instant up = events.last(EventKind.NODE_UP);
        Instant joined = events.last(EventKind.GROUP_JOINED);
        return up != null && !up.isBefore(time) || joined != null && !joined.isBefore(time);
    }

    /** What its port has shown. */
    Port port() {
        return port;
    }

    /** Whether it had answered a look by then. */
    boolean seenBefore(Instant time) {
        return firstSeenAt != null && firstSeenAt.isBefore(time);
    }

    /** When it was seen to join, or to begin; null when it was there before the watch began. */
    @Nullable
    Instant begunAt() {
        Instant start = starts.times().last();
        Instant joined = membership.joinedAt();
        return start == null ? joined : Instants.later(joined, start);
    }

    /** From when on nothing that begins is its last start's doing any more; null while that may be. */
    @Nullable
    Instant startOverAt() {
        return recovery.overAt();
    }

    /** When it began anew. */
    RecentTimes starts() {
        return starts.times();
    }

    /** See {@link Starts#lastSeenBeforeAStart}. */
    @Nullable
    Instant lastSeenBeforeAStart(Instant after) {
        return starts.lastSeenBeforeAStart(after);
    }

    /** When it stopped answering. */
    RecentTimes breaks() {
        return breaks;
    }

    /** See {@link MemberReading#awaitsFirstLeader()}. */
    boolean awaitsFirstLeader() {
        return page != null && answers() && page.awaitsFirstLeader();
    }

    /** See {@link MemberReading#hasDoneLittle()}. */
    boolean hasDoneLittle() {
        return page != null && answers() && page.hasDoneLittle();
    }

    /** What its page says at present; asked of evidence only, and of what shows how a committee began. */
    double signal(Signal signal) {
        if (!LookEvidence.has(signal) && !LookEvidence.showsBeginning(signal)) {
            throw new IllegalArgumentException(signal + " is no evidence");
        }
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

    /** Whether its peers said so at most this long ago, and have not taken it back among them since. */
    boolean saidSincePeace(EventKind kind, Instant now, Duration within) {
        Instant at = events.last(kind);
        return at != null && events.recently(kind, now, within) && !refusals.isOver(at);
    }

    /** How it stands to its group and its bonds. */
    Membership membership() {
        return membership;
    }

    /** What was last written by it, or about it by others. */
    LastEvents events() {
        return events;
    }

    /** How its peers refuse it. */
    Refusals refusals() {
        return refusals;
    }

    /** Its last page; null before the first. */
    @Nullable
    MemberReading page() {
        return page;
    }

    /** What its log can testify to. */
    LogWitness log() {
        return log;
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
}
