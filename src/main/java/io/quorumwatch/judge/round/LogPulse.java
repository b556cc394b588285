package io.quorumwatch.judge.round;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.judge.MemberView;
import io.quorumwatch.time.Instants;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether the silence of a log tells anything. A log that has nothing to say and one that nobody brings us are silent alike, so silence
 * counts only while something else shows that we are not cut off: lines of any kind, or fresh pages of the same member. After a gap it
 * counts anew, for nobody knows what was said in it.
 *
 * <p>A member without a page has nothing else; there the word of the one who follows its log must do.
 */
final class LogPulse {

    private final Duration pageLasts;
    private final Duration lineLasts;
    private final Map<String, Beat> beats = new HashMap<>();
    private @Nullable Instant lastLineAt;
    private @Nullable Instant committedAt;
    private Instant foundAt = Instant.MIN;

    /**
     * @param pageLasts how long a page is fresh
     * @param lineLasts the time in which a committee that works, or tries to, writes some line
     */
    LogPulse(Duration pageLasts, Duration lineLasts) {
        this.pageLasts = pageLasts;
        this.lineLasts = lineLasts;
    }

    /** The signs of life of one member's log. */
    private static final class Beat {
        private Instant since;
        private Instant until;
        private Instant lastLineAt = Instant.MIN;

        private Beat(Instant at) {
            since = at;
            until = at;
        }
    }

    void keepOnly(Set<String> members) {
        beats.keySet().retainAll(members);
    }

    /** The member was looked at. That nobody listens there is as good as a page: its log has nothing to say. */
    void looked(MemberReading reading) {
        if (reading.seen() || reading.provesProcessGone()) {
            var unused = beat(reading.member(), reading.answeredAt(), pageLasts);
        }
    }

    /** A new entry was committed by then, of which lines ought to tell. */
    void committed(Instant at) {
        committedAt = KnownRounds.later(committedAt, at);
    }

    /** Takes a line in. One of an old time, read now, shows that the log is whole since then. */
    void hear(LogEvent event) {
        if (event.kind() == EventKind.LOG_FOLLOWED || event.kind() == EventKind.LOG_LOST) {
            return;
        }
        Instant now = event.readAt();
        if (lost()) {
            foundAt = now;
        }
        lastLineAt = KnownRounds.later(lastLineAt, now);
        Beat beat = beat(event.member(), now, lineLasts);
        beat.since = Instants.earlier(beat.since, event.at());
        beat.lastLineAt = Instants.later(beat.lastLineAt, now);
    }

    private Beat beat(String member, Instant now, Duration lasts) {
        Beat beat = beats.computeIfAbsent(member, name -> new Beat(now));
        if (now.isAfter(beat.until)) {
            beat.since = now;
        }
        beat.until = Instants.later(beat.until, now.plus(lasts));
        return beat;
    }

    /** Whether entries are committed of which no log says a word: then it is the logs that are lost, and not the rounds. */
    boolean lost() {
        return lastLineAt != null && committedAt != null && committedAt.isAfter(lastLineAt.plus(lineLasts));
    }

    /** Whether the member's log would be heard if it said something. */
    boolean alive(MemberView member, Instant now) {
        Beat beat = beats.get(member.name());
        return !member.hasPage() || (beat != null && now.isBefore(beat.until));
    }

    /** Whether it would have been heard up to that moment. */
    boolean alive(MemberView member, Instant moment, Instant now) {
        Beat beat = beats.get(member.name());
        return !member.hasPage()
                || (member.seen(now) && member.lookedAtBy(moment, now))
                || (beat != null && !beat.lastLineAt.isBefore(moment));
    }

    /** Since when so many of these living logs would have been heard without a break, all of them when they are fewer. */
    Instant aliveSince(Collection<MemberView> telling, int enough) {
        Instant since = telling.stream()
                .map(member -> member.hasPage() ? sinceOf(member.name()) : Instant.MIN)
                .sorted()
                .skip(Math.max(0, Math.min(enough, telling.size()) - 1))
                .findFirst()
                .orElse(Instant.MIN);
        return Instants.later(foundAt, since);
    }

    private Instant sinceOf(String member) {
        Beat beat = beats.get(member);
        return beat == null ? Instant.MIN : beat.since;
    }

    /** The next moment at which a log's silence tells nothing any more, or enough after a gap. */
    Instant nextChange(Instant now, Duration silence) {
        Instant next = Instant.MAX;
        for (Beat beat : beats.values()) {
            next = Instants.earlierAfter(now, next, beat.until);
            next = Instants.earlierAfter(now, next, beat.since.plus(silence));
        }
        return foundAt.equals(Instant.MIN) ? next : Instants.earlierAfter(now, next, foundAt.plus(silence));
    }
}
