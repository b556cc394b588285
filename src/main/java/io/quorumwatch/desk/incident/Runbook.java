package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.Likelihood;
import io.quorumwatch.bus.RankedCause;
import io.quorumwatch.bus.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Ranks what may be behind an incident. Deterministic: what explains anything that fires stands before what explains only what is
 * about to; then the better supported cause stands first; among equals, the one that explains the loudest condition, then the one that
 * explains more conditions, then the order of {@link Cause}. The order of the members has no say.
 */
final class Runbook {

    private static final List<Diagnosis> DIAGNOSES = List.of(
            new AbsenceDiagnosis(),
            new StandstillDiagnosis(),
            new RestartDiagnosis(),
            new TrustDiagnosis(),
            new NetworkDiagnosis(),
            new SightDiagnosis(),
            new StartDiagnosis(),
            new WorkDiagnosis());

    private static final String IT_IS_OVER =
            "nothing at once: it is not so any more, and what still fires should calm down; if it does not, look at it by itself";

    private Runbook() {}

    /** One cause, as it competes. */
    private record Candidate(
            Cause cause, Likelihood likelihood, boolean explainsLoudest, long explained, RankedCause shown) {

        boolean explainsWhatFires() {
            return explained > 0;
        }
    }

    private static final Comparator<Candidate> BETTER_FIRST = Comparator.comparing(Candidate::explainsWhatFires)
            .thenComparing(Candidate::likelihood)
            .reversed()
            .thenComparing(Comparator.comparing(Candidate::explainsLoudest).reversed())
            .thenComparing(Comparator.comparingLong(Candidate::explained).reversed())
            .thenComparing(Candidate::cause);

    private static final Comparator<Verdict> LOUDEST_FIRST = Comparator.comparing(Verdict::severity)
            .reversed()
            .thenComparing(Verdict::since)
            .thenComparing(Verdict::condition)
            .thenComparing(verdict -> String.valueOf(verdict.subject()));

    private static final Comparator<Hypothesis> BY_SUBJECT =
            Comparator.comparing(Hypothesis::subject, Comparator.nullsFirst(Comparator.naturalOrder()));

    /** The causes of what fires, the likeliest first; never empty. */
    static List<RankedCause> causes(CaseFile file, List<Verdict> firing, Instant now) {
        return causes(file, firing, now, hypothesis -> true);
    }

    /** The causes among these; never empty. */
    static List<RankedCause> causes(
            CaseFile file, List<Verdict> firing, Instant now, Predicate<Hypothesis> considered) {
        Collection<Verdict> symptoms = file.verdicts().symptoms();
        Map<Cause, Map<Likelihood, List<Hypothesis>>> alike = new EnumMap<>(Cause.class);
        for (Hypothesis hypothesis : consider(file, now)) {
            Likelihood likelihood = hypothesis.likelihood();
            if (likelihood != null
                    && considered.test(hypothesis)
                    && symptoms.stream().anyMatch(symptom -> explains(hypothesis, file, symptom))) {
                alike.computeIfAbsent(hypothesis.cause(), cause -> new EnumMap<>(Likelihood.class))
                        .computeIfAbsent(likelihood, key -> new ArrayList<>())
                        .add(hypothesis);
            }
        }
        List<Candidate> candidates = new ArrayList<>();
        alike.values()
                .forEach(byLikelihood -> byLikelihood.values().forEach(hypotheses -> hypotheses.sort(BY_SUBJECT)));
        alike.forEach((cause, byLikelihood) -> byLikelihood.forEach(
                (likelihood, hypotheses) -> candidates.add(candidate(cause, likelihood, hypotheses, file, firing))));
        candidates.sort(BETTER_FIRST);
        List<RankedCause> ranked = new ArrayList<>();
        candidates.forEach(candidate -> ranked.add(candidate.shown()));
        if (ranked.isEmpty()) {
            ranked.add(UnknownCause.of(file, firing, loudest(firing)));
        }
        return ranked;
    }

    /** Everything that may be behind an incident at this time, likely or not. */
    static List<Hypothesis> consider(CaseFile file, Instant now) {
        List<Hypothesis> considered = new ArrayList<>();
        DIAGNOSES.forEach(diagnosis -> considered.addAll(diagnosis.consider(file, now)));
        return considered;
    }

    /** Whether a cause that was found before cannot be it any more, by something that is true now. */
    static boolean rulesOut(List<Hypothesis> considered, RankedCause cause) {
        return considered.stream().anyMatch(hypothesis -> hypothesis.isAbout(cause) && hypothesis.ruledOut());
    }

    /**
     * Causes that were found before, as they stand now: what is not so any more says that, and asks for nothing to be done about it.
     */
    static List<RankedCause> asOfNow(List<Hypothesis> considered, List<RankedCause> ranking) {
        return ranking.stream().map(cause -> asOfNow(considered, cause)).toList();
    }

    private static RankedCause asOfNow(List<Hypothesis> considered, RankedCause found) {
        Set<String> against = new LinkedHashSet<>(found.against());
        boolean considers = false;
        for (Hypothesis hypothesis : considered) {
            if (hypothesis.isAbout(found)) {
                if (!hypothesis.isNotSo()) {
                    return found;
                }
                considers = true;
                against.addAll(hypothesis.whyNot());
            }
        }
        return considers
                ? new RankedCause(
                        found.cause(),
                        found.likelihood(),
                        found.subjects(),
                        found.supporting(),
                        List.copyOf(against),
                        found.unknown(),
                        IT_IS_OVER)
                : found;
    }

    private static Candidate candidate(
            Cause cause, Likelihood likelihood, List<Hypothesis> hypotheses, CaseFile file, List<Verdict> firing) {
        Verdict loudest = loudest(firing);
        return new Candidate(
                cause,
                likelihood,
                loudest != null && hypotheses.stream().anyMatch(each -> explains(each, file, loudest)),
                firing.stream()
                        .filter(verdict -> hypotheses.stream().anyMatch(each -> explains(each, file, verdict)))
                        .map(Verdict::condition)
                        .distinct()
                        .count(),
                Hypothesis.shown(likelihood, hypotheses));
    }

    /** A process outside the committee has no part in its bonds and its leadership. */
    private static boolean explains(Hypothesis hypothesis, CaseFile file, Verdict symptom) {
        String condition = symptom.condition();
        if (!hypothesis.cause().explains(condition)
                || !hypothesis.reaches(symptom.since())
                || isAnothers(hypothesis, file, symptom)) {
            return false;
        }
        MemberCase member = hypothesis.subject() == null ? null : file.member(hypothesis.subject());
        boolean outside = member != null && !member.inCommittee();
        boolean committees = Symptoms.BONDS.contains(condition)
                || Symptoms.LEADERSHIP.contains(condition)
                || Symptoms.HISTORY.contains(condition)
                || Symptoms.PROGRESS.contains(condition);
        boolean rounds = Symptoms.ROUNDS.contains(condition)
                && member != null
                && member.role().equals("client");
        return !(outside && (committees || rounds));
    }

    /** What is wrong with one member only, its process for example, is not another's doing. */
    private static boolean isAnothers(Hypothesis hypothesis, CaseFile file, Verdict symptom) {
        return Symptoms.OWN.contains(symptom.condition())
                && symptom.subject() != null
                && hypothesis.subject() != null
                && !symptom.subject().equals(hypothesis.subject())
                && file.member(hypothesis.subject()) != null;
    }

    private static @Nullable Verdict loudest(List<Verdict> firing) {
        return firing.stream().min(LOUDEST_FIRST).orElse(null);
    }
}
