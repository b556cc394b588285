package io.quorumwatch.judge;

import io.quorumwatch.bus.AgentDoubt;
import io.quorumwatch.catalogue.Condition;
import io.quorumwatch.catalogue.Timing;
import io.quorumwatch.time.Instants;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The timelines of one judge, by condition and subject; a subject that an assessment does not name any more is forgotten with it. */
final class Timelines {

    /** Takes the timelines one by one. */
    @FunctionalInterface
    interface Visitor {

        /**
         * @param subject null for the cluster as a whole
         */
        void visit(Condition condition, @Nullable String subject, ConditionTimeline timeline);
    }

    private final Map<Condition, Map<String, ConditionTimeline>> bySubject = new EnumMap<>(Condition.class);
    private int assessment;

    /** An assessment begins, which will name the subjects that there are. */
    void beginAssessment() {
        assessment++;
    }

    /** The timeline of the subject, which the present assessment names by this; one that nobody asked for before begins now. */
    ConditionTimeline named(Condition condition, @Nullable String subject, Timing timing, Instant now) {
        Map<String, ConditionTimeline> subjects = bySubject.computeIfAbsent(condition, key -> new TreeMap<>());
        String name = subject == null ? "" : subject;
        ConditionTimeline timeline = subjects.get(name);
        if (timeline == null) {
            timeline = new ConditionTimeline(condition, timing, now);
            subjects.put(name, timeline);
        }
        timeline.nameIn(assessment);
        return timeline;
    }

    /** Whether the present assessment has named its subject. */
    boolean isNamed(ConditionTimeline timeline) {
        return timeline.isNamedIn(assessment);
    }

    void forEach(Visitor visitor) {
        bySubject.forEach((condition, subjects) -> subjects.forEach(
                (subject, timeline) -> visitor.visit(condition, subject.isEmpty() ? null : subject, timeline)));
    }

    /** Forgets whom the present assessment has not named. */
    void forgetUnnamed() {
        for (Map<String, ConditionTimeline> subjects : bySubject.values()) {
            for (Iterator<ConditionTimeline> each = subjects.values().iterator(); each.hasNext(); ) {
                if (!isNamed(each.next())) {
                    each.remove();
                }
            }
        }
    }

    /** The next time at which one of them changes of itself; {@link Instant#MAX} for never. */
    Instant next(Instant now, AgentDoubt doubt) {
        Instant next = Instant.MAX;
        for (Map<String, ConditionTimeline> subjects : bySubject.values()) {
            for (ConditionTimeline timeline : subjects.values()) {
                next = Instants.earlier(next, timeline.next(now, doubt));
            }
        }
        return next;
    }
}
