package io.quorumwatch.judge;

import io.quorumwatch.bus.AgentDoubt;
import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.catalogue.Condition;
import io.quorumwatch.catalogue.Timing;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.time.Instants;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges one concern of one cluster: readings and time in, verdicts out. Pure and deterministic; used from one thread at a time.
 */
public final class ConcernJudge {

    /** The reason of the last verdict about a subject that is watched no more. */
    static final String LEFT = "left";

    private WatchPlan plan;
    private Rules rules;
    private ClusterView view;
    private final Timelines timelines = new Timelines();
    private AgentDoubt doubt = AgentDoubt.NONE;

    public ConcernJudge(WatchPlan plan, Rules rules) {
        this.plan = plan;
        this.rules = rules;
        this.view = new ClusterView(plan);
    }

    public Concern concern() {
        return rules.concern();
    }

    /** Takes a reading in; says nothing yet. */
    public void read(MemberReading reading) {
        view.accept(reading);
        rules.read(view, reading);
    }

    /** Whether what logs say matters to it. */
    public boolean hearsEvents() {
        return rules.hearsEvents();
    }

    /** Takes in what a log says; says nothing yet. One of a member that is not configured is left out. */
    public void hear(LogEvent event) {
        if (view.member(event.member()) != null) {
            rules.hear(view, event);
        }
    }

    /** From now on the agent doubts its own eyes, for as long as the doubt says. */
    public void doubt(AgentDoubt newDoubt) {
        doubt = newDoubt;
    }

    /**
     * Forgets what it has seen, and judges by these rules, which have seen nothing: the times of what was seen cannot be compared with
     * those to come. What fired stays so until it is seen to be over.
     */
    public void startOver(Rules fresh) {
        rules = fresh;
        view = new ClusterView(plan);
    }

    /**
     * Takes over a plan that differs in members only. What is known of those that stay, and since when their conditions are true,
     * stays known.
     *
     * @return what has changed; a subject that left, and all was not well with it, says ok for the last time, for nobody else would
     */
    public List<Verdict> change(WatchPlan changed, Instant now) {
        plan = changed;
        view.change(changed);
        rules.change(
                changed, changed.members().stream().map(MemberConfig::name).collect(Collectors.toUnmodifiableSet()));
        List<Verdict> changes = new ArrayList<>();
        timelines.beginAssessment();
        rules.assess(now, view, new Ledger(now, changes, false));
        sayLastWords(timeline -> !timelines.isNamed(timeline), now, changes);
        timelines.forgetUnnamed();
        return changes;
    }

    /** The cluster is judged by other rules from now on: what was not well says ok for the last time, and they begin anew. */
    List<Verdict> leave(Instant now) {
        List<Verdict> last = new ArrayList<>();
        sayLastWords(timeline -> true, now, last);
        return last;
    }

    private void sayLastWords(Predicate<ConditionTimeline> leaving, Instant now, Collection<Verdict> out) {
        timelines.forEach((condition, subject, timeline) -> {
            if (leaving.test(timeline) && timeline.state() != VerdictState.OK) {
                out.add(lastWord(condition, subject, timeline, now));
            }
        });
    }

    private Verdict lastWord(Condition condition, @Nullable String subject, ConditionTimeline timeline, Instant now) {
        return new Verdict(
                plan.watched(),
                condition.concern(),
                condition.key(),
                subject,
                VerdictState.OK,
                timeline.state(),
                timeline.severity(),
                now,
                now,
                LEFT,
                Map.of());
    }

    /** Judges at this time and returns what has changed. */
    public List<Verdict> judge(Instant now) {
        List<Verdict> changes = new ArrayList<>(0);
        assess(now, changes, false);
        return changes;
    }

    /** Judges at this time and returns what stands, changed or not: the heartbeat. */
    public List<Verdict> heartbeat(Instant now) {
        List<Verdict> standing = new ArrayList<>();
        assess(now, standing, true);
        return standing;
    }

    /** The next time after {@code now} at which a verdict may change without a new reading; {@link Instant#MAX} for never. */
    public Instant nextChange(Instant now) {
        Instant next = rules.nextDeadline(now);
        Instant stale = view.nextStale(now);
        next = Instants.earlier(next, stale);
        if (now.isBefore(doubt.until()) && doubt.until().isBefore(next)) {
            next = doubt.until();
        }
        return Instants.earlier(next, timelines.next(now, doubt));
    }

    private void assess(Instant now, Collection<Verdict> out, boolean all) {
        timelines.beginAssessment();
        rules.assess(now, view, new Ledger(now, out, all));
        timelines.forgetUnnamed();
    }

    /** Lays each finding on its timeline and sends what changed. */
    private final class Ledger implements Findings {

        private final Instant now;
        private final Collection<Verdict> out;
        private final boolean all;

        private Ledger(Instant now, Collection<Verdict> out, boolean all) {
            this.now = now;
            this.out = out;
            this.all = all;
        }

        @Override
        public void isTrue(
                Condition condition,
                @Nullable String subject,
                Instant since,
                Severity atMost,
                Supplier<Map<String, Object>> evidence) {
            ConditionTimeline timeline = timeline(condition, subject);
            if (timeline == null) {
                return;
            }
            UnknownReason blindness = blindness();
            if (blindness != null) {
                isUnknown(condition, subject, blindness, evidence);
                return;
            }
            VerdictState previous = timeline.state();
            send(condition, subject, timeline, previous, timeline.seenTrue(now, since, atMost, doubt), evidence);
        }

        @Override
        public void isFalse(Condition condition, @Nullable String subject, Supplier<Map<String, Object>> evidence) {
            ConditionTimeline timeline = timeline(condition, subject);
            if (timeline == null) {
                return;
            }
            UnknownReason blindness = blindness();
            if (blindness != null) {
                isUnknown(condition, subject, blindness, evidence);
                return;
            }
            VerdictState previous = timeline.state();
            send(condition, subject, timeline, previous, timeline.seenFalse(now), evidence);
        }

        @Override
        public void isUnknown(
                Condition condition,
                @Nullable String subject,
                UnknownReason reason,
                Supplier<Map<String, Object>> evidence) {
            ConditionTimeline timeline = timeline(condition, subject);
            if (timeline == null) {
                return;
            }
            UnknownReason why = nobodyToJudge() ? UnknownReason.NO_MEMBERS : reason;
            VerdictState previous = timeline.state();
            send(condition, subject, timeline, previous, timeline.unseen(now, why), evidence);
        }

        /** Why nothing can be said, whatever the rules make of what they have; null when it can. */
        private @Nullable UnknownReason blindness() {
            if (nobodyToJudge()) {
                return UnknownReason.NO_MEMBERS;
            }
            if (!now.isBefore(doubt.until())) {
                return null;
            }
            return doubt.clockJumped() ? UnknownReason.CLOCK_JUMPED : UnknownReason.PAUSED;
        }

        /** The agent is judged by itself, and has no members. */
        private boolean nobodyToJudge() {
            return view.members().isEmpty() && !plan.watched().equals(WatchPlan.AGENT);
        }

        private @Nullable ConditionTimeline timeline(Condition condition, @Nullable String subject) {
            Timing timing = plan.timing(condition);
            return timing == null ? null : timelines.named(condition, subject, timing, now);
        }

        private void send(
                Condition condition,
                @Nullable String subject,
                ConditionTimeline timeline,
                VerdictState previous,
                boolean changed,
                Supplier<Map<String, Object>> evidence) {
            if (changed || all) {
                Verdict verdict = new Verdict(
                        plan.watched(),
                        condition.concern(),
                        condition.key(),
                        subject,
                        timeline.state(),
                        previous,
                        timeline.severity(),
                        now,
                        timeline.since(),
                        timeline.reason(),
                        timeline.say(evidence.get()));
                timeline.said(verdict.evidence());
                out.add(verdict);
            }
        }
    }
}
