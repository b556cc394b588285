package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.Likelihood;
import io.quorumwatch.bus.RankedCause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cause that may be the one, with what was found about it.
 *
 * @param cause what it would be
 * @param subject the member or link that it is about; null for the cluster as a whole
 * @param required what must be true for it
 * @param supporting what speaks for it when it is true
 * @param excluding what rules it out when it is true
 * @param next the next step
 * @param reach which symptoms it can have brought about, by the time at which they began
 */
record Hypothesis(
        Cause cause,
        @Nullable String subject,
        List<Fact> required,
        List<Fact> supporting,
        List<Fact> excluding,
        Supplier<String> next,
        Reach reach) {

    /**
     * @param from what began before is not its doing; null while that may be
     * @param happenedAt when it happened, where it is over at once; null for what stands
     * @param overAt from when on nothing that begins is its doing; null while that may be
     * @param tentative whether it rests on nothing but what has not been true for long enough to fire
     */
    record Reach(
            @Nullable Instant from,
            @Nullable Instant happenedAt,
            @Nullable Instant overAt,
            boolean tentative) {

        static final Reach ALL = new Reach(null, null, null, false);
    }

    Hypothesis(
            Cause cause,
            @Nullable String subject,
            List<Fact> required,
            List<Fact> supporting,
            List<Fact> excluding,
            Supplier<String> next) {
        this(cause, subject, required, supporting, excluding, next, Reach.ALL);
    }

    Hypothesis {
        required = List.copyOf(required);
        supporting = List.copyOf(supporting);
        excluding = List.copyOf(excluding);
    }

    /** Whether it can have brought about what began then. */
    boolean reaches(Instant symptomBegan) {
        return (reach.from == null || !symptomBegan.isBefore(reach.from))
                && (reach.overAt == null || symptomBegan.isBefore(reach.overAt));
    }

    /** Whether it may replace another cause that was found for what began then: it rests on what fires, and is not older. */
    boolean mayReplaceWhatBegan(Instant incidentBegan) {
        return !reach.tentative && (reach.happenedAt == null || !reach.happenedAt.isBefore(incidentBegan));
    }

    /** Whether it is the cause that was found, of the cluster or of a member that it was found of. */
    boolean isAbout(RankedCause found) {
        return cause.key().equals(found.cause())
                && (subject == null || found.subjects().contains(subject));
    }

    /** Whether something that it needs is known not to be so. */
    boolean isNotSo() {
        return anyIs(Truth.FALSE, required);
    }

    /** What it needs and is known not to be so, in words. */
    List<String> whyNot() {
        return required.stream()
                .filter(fact -> fact.truth() == Truth.FALSE)
                .map(Fact::text)
                .toList();
    }

    /** Whether something is known to be true that cannot be when it is the cause. */
    boolean ruledOut() {
        return anyIs(Truth.TRUE, excluding);
    }

    /** How well it is supported; null when it is ruled out or nothing that it needs is known to be true. */
    @Nullable
    Likelihood likelihood() {
        if (ruledOut() || anyIs(Truth.FALSE, required) || !anyIs(Truth.TRUE, required)) {
            return null;
        }
        if (anyIs(Truth.UNKNOWN, required)) {
            return Likelihood.POSSIBLE;
        }
        return anyIs(Truth.TRUE, supporting) ? Likelihood.VERY_LIKELY : Likelihood.LIKELY;
    }

    private static boolean anyIs(Truth truth, List<Fact> facts) {
        for (Fact fact : facts) {
            if (fact.truth() == truth) {
                return true;
            }
        }
        return false;
    }

    /** What is shown of those that are about the same cause and equally likely. */
    static RankedCause shown(Likelihood likelihood, List<Hypothesis> alike) {
        List<String> subjects = new ArrayList<>();
        List<String> supporting = new ArrayList<>();
        List<String> against = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (Hypothesis each : alike) {
            if (each.subject != null) {
                subjects.add(each.subject);
            }
            Stream.concat(each.required.stream(), each.supporting.stream())
                    .forEach(fact -> add(fact, supporting, against, unknown));
            each.excluding.stream()
                    .filter(fact -> fact.truth() == Truth.UNKNOWN)
                    .forEach(fact -> add(fact, supporting, against, unknown));
        }
        Hypothesis first = alike.get(0);
        return new RankedCause(first.cause.key(), likelihood, subjects, supporting, against, unknown, first.next.get());
    }

    private static void add(Fact fact, List<String> supporting, List<String> against, List<String> unknown) {
        List<String> list = switch (fact.truth()) {
            case TRUE -> supporting;
            case FALSE -> against;
            case UNKNOWN -> unknown;
        };
        String text = fact.text();
        if (!list.contains(text)) {
            list.add(text);
        }
    }
}
