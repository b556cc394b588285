package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.Likelihood;
import io.quorumwatch.bus.RankedCause;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.catalogue.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The honest answer where no cause of the runbook fits. */
final class UnknownCause {

    private UnknownCause() {}

    /** What is found is still said, and where a round hangs is where to look. */
    static RankedCause of(CaseFile file, List<Verdict> firing, @Nullable Verdict loudest) {
        List<String> found = new ArrayList<>();
        String next = next(file, loudest);
        List<String> late = List.of();
        for (Verdict verdict : firing) {
            found.add(verdict.condition()
                    + (verdict.subject() == null ? "" : " of " + verdict.subject())
                    + " since " + Steps.time(verdict.since()));
            MemberCase member = verdict.subject() == null ? null : file.member(verdict.subject());
            if (member != null && member.answersUnusably()) {
                found.add(ProcessFacts.answersUnusably(member).text());
                next = member.failure() == ScrapeFailure.TLS
                        ? Steps.showCertificate(member.member())
                        : Steps.inspect(member.member());
            }
            if (Symptoms.ROUNDS.contains(verdict.condition())
                    && verdict.evidence().get("waiting_for") instanceof String step) {
                late = late(verdict);
                found.add("the last round waits for: " + step + (late.isEmpty() ? "" : " of " + Steps.list(late)));
            }
        }
        MemberCase first = late.isEmpty() ? null : file.member(late.get(0));
        if (first != null) {
            next = Steps.readLog(first.member(), "submitted partial|partial|error|panicked");
        }
        return new RankedCause(
                RankedCause.UNKNOWN,
                Likelihood.POSSIBLE,
                late,
                found,
                List.of(),
                List.of("no cause of the runbook fits what is seen"),
                next);
    }

    /** The documents know a crash loop as the aggregator's; whoever else starts again and again says in its log why. */
    private static String next(CaseFile file, @Nullable Verdict loudest) {
        Condition condition = loudest == null ? null : Condition.ofKey(loudest.condition());
        MemberCase member = loudest == null || loudest.subject() == null ? null : file.member(loudest.subject());
        if (condition == Condition.CRASH_LOOP
                && member != null
                && !member.role().equals("aggregator")) {
            return Steps.readLog(member.member(), Steps.HOW_IT_ENDED);
        }
        String section =
                condition == null ? "section of the loudest condition" : "section '" + condition.runbook() + "'";
        return "read the runbook's " + section + ", and the blind spots of this cluster";
    }

    private static List<String> late(Verdict verdict) {
        List<String> late = new ArrayList<>();
        if (verdict.evidence().get("late_members") instanceof Iterable<?> members) {
            members.forEach(member -> late.add(Objects.toString(member)));
        }
        return late;
    }
}
