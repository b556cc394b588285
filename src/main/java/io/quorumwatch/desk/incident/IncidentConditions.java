package io.quorumwatch.desk.incident;

import static io.quorumwatch.catalogue.Condition.UNIVERSE_INCIDENT;

import io.quorumwatch.bus.Audience;
import io.quorumwatch.bus.IncidentCondition;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Topic;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.catalogue.Condition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The conditions that one incident is made of: those that fire, and those that did. Pure. */
final class IncidentConditions {

    /** So many conditions of subjects are remembered of one incident. */
    static final int MOST = 1000;

    private static final Comparator<IncidentCondition> LOUDEST_FIRST = Comparator.comparing(IncidentCondition::severity)
            .reversed()
            .thenComparing(IncidentCondition::since)
            .thenComparing(IncidentCondition::condition)
            .thenComparing(condition -> String.valueOf(condition.subject()));

    private static final Comparator<Map.Entry<Topic, IncidentCondition>> OVER_LONGEST_FIRST = Comparator.comparing(
                    (Map.Entry<Topic, IncidentCondition> each) ->
                            each.getValue().firing())
            .thenComparing(each -> each.getValue().since());

    private final Map<Topic, IncidentCondition> byTopic = new TreeMap<>();

    /** These fire now, and nothing else does. Each keeps its first time and its loudest severity. */
    void note(List<Verdict> firing) {
        calm();
        boolean universe = firing.stream().map(Verdict::condition).anyMatch(UNIVERSE_INCIDENT.key()::equals);
        for (Verdict verdict : firing) {
            IncidentCondition known = byTopic.get(verdict.topic());
            boolean louder = known == null || verdict.severity().compareTo(known.severity()) > 0;
            boolean earlier = known == null || verdict.since().isBefore(known.since());
            byTopic.put(
                    verdict.topic(),
                    new IncidentCondition(
                            verdict.condition(),
                            verdict.subject(),
                            known == null || louder ? verdict.severity() : known.severity(),
                            known == null || earlier ? verdict.since() : known.since(),
                            true,
                            universe && isHeldBack(verdict)));
        }
        forgetOldest();
    }

    /** None fires any more. */
    void calm() {
        byTopic.replaceAll((key, each) -> each.calmed());
    }

    /** The incident is over. */
    void forget() {
        byTopic.clear();
    }

    Collection<IncidentCondition> all() {
        return byTopic.values();
    }

    /** The loudest first, then the oldest. */
    List<IncidentCondition> sorted() {
        List<IncidentCondition> sorted = new ArrayList<>(byTopic.values());
        sorted.sort(LOUDEST_FIRST);
        return sorted;
    }

    /** How loud those are that fire; otherwise what is given. */
    Severity severity(Severity whenNoneFires) {
        return loudest(byTopic.values().stream().filter(IncidentCondition::firing), whenNoneFires);
    }

    /** How loud it has been at its loudest; what is given when nothing ever was. */
    Severity worst(Severity whenNoneEverFired) {
        return loudest(byTopic.values().stream(), whenNoneEverFired);
    }

    private static Severity loudest(Stream<IncidentCondition> conditions, Severity otherwise) {
        return conditions
                .map(IncidentCondition::severity)
                .max(Comparator.naturalOrder())
                .orElse(otherwise);
    }

    /** Whether one page for the universe says it all: not of what is worse than that, and not when others have to be told. */
    private static boolean isHeldBack(Verdict verdict) {
        Condition condition = Condition.ofKey(verdict.condition());
        return verdict.severity() == Severity.PAGE
                && condition != null
                && condition != UNIVERSE_INCIDENT
                && condition.audience() == Audience.ON_CALL;
    }

    /** Members come and go during a long incident; what is over longest is forgotten first. */
    private void forgetOldest() {
        while (byTopic.size() > MOST) {
            byTopic.remove(byTopic.entrySet().stream()
                    .min(OVER_LONGEST_FIRST)
                    .map(Map.Entry::getKey)
                    .orElseThrow());
        }
    }
}
