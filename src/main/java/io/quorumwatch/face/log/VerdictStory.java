package io.quorumwatch.face.log;

import io.quorumwatch.bus.Figures;
import io.quorumwatch.bus.OnTopic;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Topic;
import io.quorumwatch.bus.TopicTable;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** What is news in the verdicts on one cluster: changes of a condition, and finalized rounds. Pure. */
final class VerdictStory {

    /** Far more subjects than a cluster has; the one that has been silent longest is forgotten first. */
    private static final int MOST_REMEMBERED = 4096;

    private static final Set<String> OWN_DOUBTS =
            Set.of(UnknownReason.PAUSED.word(), UnknownReason.CLOCK_JUMPED.word());

    /** What was said of a topic when that last changed; {@code heard} is when it was last said at all, milliseconds since 1970. */
    private static final class Said implements OnTopic {

        private final Topic topic;
        private VerdictState state;
        private Severity severity;
        private Instant since;
        private long heard;

        private Said(Verdict verdict) {
            topic = verdict.topic();
            state = verdict.state();
            severity = verdict.severity();
            since = verdict.at();
        }

        private void change(Verdict verdict) {
            state = verdict.state();
            severity = verdict.severity();
            since = verdict.at();
        }

        @Override
        public String condition() {
            return topic.condition();
        }

        @Override
        public @Nullable String subject() {
            return topic.subject();
        }
    }

    private final TopicTable<Said> said = new TopicTable<>();
    private double rounds = Double.NaN;

    List<LogEntry> take(Verdict verdict) {
        List<LogEntry> news = new ArrayList<>(0);
        Said before = said.get(verdict);
        boolean louder = before != null && verdict.firing() && before.severity != verdict.severity();
        boolean changed = verdict.state() != verdict.previous() || louder;
        if (changed) {
            news.add(changed(verdict, before));
        }
        remember(verdict, before, changed);
        LogEntry round = round(verdict);
        if (round != null) {
            news.add(round);
        }
        return news;
    }

    private void remember(Verdict verdict, @Nullable Said before, boolean changed) {
        Said now = before == null ? new Said(verdict) : before;
        now.heard = verdict.at().toEpochMilli();
        if (before == null) {
            said.put(now);
            forgetSilent();
        } else if (changed) {
            before.change(verdict);
        }
    }

    private void forgetSilent() {
        if (said.all().size() > MOST_REMEMBERED) {
            Said silent = Collections.min(said.all(), Comparator.comparingLong(each -> each.heard));
            said.removeIf(each -> each == silent);
        }
    }

    /** What a condition of a member is now, by its key; null when nothing has been said of it. */
    @Nullable
    VerdictState stateOf(String member, String condition) {
        Said last = said.get(condition, member);
        return last == null ? null : last.state;
    }

    private static LogEntry changed(Verdict verdict, @Nullable Said before) {
        LogEntry entry = LogEntry.of(loudness(verdict), "condition_changed", verdict.watched())
                .with("condition", verdict.condition())
                .with("previous", verdict.previous())
                .with("new", verdict.state())
                .with("severity", verdict.severity())
                .with("reason", verdict.reason());
        String subject = verdict.subject();
        if (subject != null) {
            int arrow = subject.indexOf("->");
            entry = arrow < 0
                    ? entry.with("target_member", subject)
                    : entry.with("target_member", subject.substring(0, arrow))
                            .with("target_peer", subject.substring(arrow + 2));
        }
        return entry.with("since", verdict.since())
                .withKnown("duration_ms", before == null ? null : millis(before.since, verdict.at()))
                .with("evidence", verdict.evidence());
    }

    /** Firing is loud, and so is the end of it; what comes and goes before its hold is over is for those who debug. */
    private static Level loudness(Verdict verdict) {
        if (verdict.firing()) {
            return verdict.severity().pages() ? Level.ERROR : Level.WARN;
        }
        boolean wasLoud = verdict.previous() == VerdictState.FIRING;
        // That the agent doubts itself is said once, and not of each thing that it therefore cannot judge.
        boolean blind = verdict.state() == VerdictState.UNKNOWN && !OWN_DOUBTS.contains(verdict.reason());
        return wasLoud || blind ? Level.INFO : Level.DEBUG;
    }

    private @Nullable LogEntry round(Verdict verdict) {
        if (!(verdict.evidence().get(Figures.ROUNDS_FINALIZED) instanceof Number number)) {
            return null;
        }
        double before = rounds;
        rounds = number.doubleValue();
        return rounds > before
                ? LogEntry.of(Level.DEBUG, "round_finalized", verdict.watched())
                        .with("rounds", (long) (rounds - before))
                        .withKnown("finalized_at", verdict.evidence().get(Figures.LAST_FINALIZED_AT))
                        .withKnown("participants", verdict.evidence().get(Figures.PARTICIPANTS))
                : null;
    }

    static long millis(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis());
    }
}
