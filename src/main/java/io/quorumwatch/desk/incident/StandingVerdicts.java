package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.LastWord;
import io.quorumwatch.bus.Topic;
import io.quorumwatch.bus.TopicTable;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.catalogue.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The last word on each condition and subject of one cluster, and what fired and has not been seen to be over. */
final class StandingVerdicts {

    /** A judge repeats every subject it knows every 5 s; one that was not named for so long has left. */
    private static final Duration FORGOTTEN = Duration.ofSeconds(16);

    private final TopicTable<LastWord> last = new TopicTable<>();

    /** What fires, or fired when it was last seen. */
    private final SortedMap<Topic, Verdict> fired = new TreeMap<>();

    /**
     * Of those, what others speak for now, and until when it counts all the same: while leadership moves, a condition may be left to
     * the leader's for a moment, and an incident must not end and begin anew for that.
     */
    private final Map<Topic, Instant> handedOver = new TreeMap<>();

    /** When each judge last spoke. */
    private final Map<Concern, Instant> spoken = new EnumMap<>(Concern.class);

    private Instant nextForgetting = Instant.MIN;

    /**
     * Remembers it; returns whether it is news. Other facts behind a condition that is true are: which fragments the bonds form, for
     * example. Behind what is not true they are not; many of those move with every heartbeat.
     */
    boolean hear(Verdict verdict) {
        Verdict before = of(verdict.condition(), verdict.subject());
        boolean other = LastWord.hear(last, verdict);
        if (verdict.at().isAfter(nextForgetting)) {
            nextForgetting = verdict.at().plus(FORGOTTEN);
            forgetWhoLeft();
        }
        spoken.put(verdict.concern(), verdict.at());
        if (other) {
            remember(verdict.topic(), verdict);
        }
        return before == null
                || stands(verdict) && !before.evidence().equals(verdict.evidence())
                || before.state() != verdict.state()
                || before.severity() != verdict.severity()
                || !before.since().equals(verdict.since())
                || !before.reason().equals(verdict.reason());
    }

    private void remember(Topic topic, Verdict verdict) {
        boolean unknown = verdict.state() == VerdictState.UNKNOWN && fired.containsKey(topic);
        if (unknown && UnknownReason.handsOver(verdict.reason())) {
            handedOver.putIfAbsent(topic, verdict.at().plus(Timing.LEAST_CALM));
            return;
        }
        handedOver.remove(topic);
        if (verdict.firing() || unknown) {
            fired.put(topic, verdict);
        } else {
            fired.remove(topic);
        }
    }

    /** Whether something counts on for a moment, for which others speak already. */
    boolean anyHandedOver() {
        return !handedOver.isEmpty();
    }

    /** What was said of these subjects is forgotten. */
    void forgetSubjects(Predicate<String> left) {
        last.removeIf(word -> word.subject() != null && left.test(word.subject()));
        onlyThoseLeft();
    }

    private void onlyThoseLeft() {
        fired.keySet().removeIf(topic -> last.get(topic) == null);
        handedOver.keySet().retainAll(fired.keySet());
    }

    /** The verdict of a condition of a subject, or with null of the cluster as a whole; null before there is one. */
    @Nullable
    Verdict of(String condition, @Nullable String subject) {
        LastWord word = last.get(condition, subject);
        return word == null ? null : word.verdict();
    }

    /** The last word on the condition, of all its subjects. */
    List<Verdict> of(String condition) {
        return last.on(condition).stream().map(LastWord::verdict).toList();
    }

    /** Whether the condition is true, perhaps not for long enough to fire, for any subject. */
    boolean stands(String condition) {
        for (LastWord word : last.on(condition)) {
            if (stands(word.verdict())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Everything that fires; what fired and cannot be seen now goes on to count. A subject that its judge does not name any more, while
     * it names others, has left; a judge that is silent has forgotten nobody.
     */
    List<Verdict> firing(Instant now) {
        if (fired.isEmpty()) {
            return List.of();
        }
        fired.keySet().removeIf(topic -> !now.isBefore(handedOver.getOrDefault(topic, Instant.MAX)));
        forgetWhoLeft();
        return List.copyOf(fired.values());
    }

    /** Everything that is true and has not been for long enough to fire. */
    List<Verdict> pending() {
        return last.all().stream()
                .map(LastWord::verdict)
                .filter(verdict -> verdict.state() == VerdictState.PENDING)
                .toList();
    }

    private void forgetWhoLeft() {
        last.removeIf(this::hasLeft);
        onlyThoseLeft();
    }

    private boolean hasLeft(LastWord word) {
        Instant judgeSpoke = spoken.get(word.verdict().concern());
        return word.subject() != null && judgeSpoke != null && word.saidBefore(judgeSpoke.minus(FORGOTTEN));
    }

    /** Whether it is true, perhaps not for long enough to fire. */
    static boolean stands(Verdict verdict) {
        return verdict.state() == VerdictState.FIRING || verdict.state() == VerdictState.PENDING;
    }

    /** What is said of all that is true, firing or not yet, and of what fired and has not been seen to be over. */
    Collection<Verdict> symptoms() {
        Map<Topic, Verdict> symptoms = new TreeMap<>(fired);
        last.all().forEach(word -> {
            if (stands(word.verdict())) {
                symptoms.put(word.verdict().topic(), word.verdict());
            }
        });
        return symptoms.values();
    }
}
