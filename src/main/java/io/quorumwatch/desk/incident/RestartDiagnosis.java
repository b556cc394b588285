package io.quorumwatch.desk.incident;

import static io.quorumwatch.desk.incident.Steps.time;

import io.quorumwatch.bus.EventKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Processes that began anew, once or again and again. */
final class RestartDiagnosis implements Diagnosis {

    private static final Duration CRASH_WINDOW = Duration.ofMinutes(10);

    /** Members that begin so close to one another may begin together, as long as the committee was not seen to have settled before. */
    private static final Duration ONE_BEGINNING = Duration.ofSeconds(60);

    /** A process may be asked for its page a little before it writes that it is up. */
    private static final Duration ANSWERS_BEFORE_IT_IS_UP = Duration.ofSeconds(5);

    @Override
    public List<Hypothesis> consider(CaseFile file, Instant now) {
        List<Hypothesis> hypotheses = new ArrayList<>();
        for (MemberCase member : file.members()) {
            hypotheses.add(restarted(file, member, now));
            if (member.role().equals("aggregator")) {
                hypotheses.add(crashLoop(member, now));
            }
        }
        return hypotheses;
    }

    private static Hypothesis restarted(CaseFile file, MemberCase member, Instant now) {
        Instant start = member.starts().last();
        boolean recent = start != null && !start.isBefore(now.minus(ProcessFacts.RECENT));
        boolean stillOut =
                start != null && member.inCommittee() && member.membership().outsideFor(ProcessFacts.JOINS_WITHIN, now);
        boolean anew = start != null && (recent || stillOut) && othersRanBefore(file, member, start);
        Fact begun = Fact.of(
                anew,
                () -> member.name() + " began anew at " + time(start) + (stillOut ? " and has not joined since" : ""),
                () -> member.name() + " has not restarted in the last 5 min while others ran");
        boolean catchingUp = member.events().recently(EventKind.CATCH_UP_STARTED, now, ProcessFacts.RECENT);
        return new Hypothesis(
                Cause.MEMBER_RESTARTED,
                member.name(),
                List.of(begun),
                List.of(Fact.of(
                        catchingUp,
                        () -> member.name() + " said at " + time(member.events().last(EventKind.CATCH_UP_STARTED))
                                + " that it catches up",
                        () -> "no log says that " + member.name() + " catches up")),
                List.of(ProcessFacts.refusing(member)),
                () -> Steps.readLog(member.member(), Steps.HOW_IT_ENDED),
                new Hypothesis.Reach(
                        member.lastSeenBeforeAStart(now.minus(ProcessFacts.RECENT)),
                        start,
                        stillOut ? null : member.startOverAt(),
                        false));
    }

    /** When the whole committee begins, no member restarts; once it had settled, that beginning is over. */
    private static boolean othersRanBefore(CaseFile file, MemberCase member, Instant start) {
        Instant settledAt = file.beginning().settledAt();
        Instant latest = start.minus(ONE_BEGINNING);
        if (settledAt != null
                && settledAt.isBefore(start)
                && settledAt.isAfter(latest)
                && member.seenBefore(settledAt)) {
            latest = settledAt;
        }
        return anotherBegan(file, member, latest, member.seenBefore(start.minus(ANSWERS_BEFORE_IT_IS_UP)));
    }

    /** Whoever was there when the watch began may have begun just then, unless the member itself had been there before its start. */
    private static boolean anotherBegan(CaseFile file, MemberCase member, Instant before, boolean memberWasThere) {
        for (MemberCase other : file.committee()) {
            Instant begun = other.begunAt();
            boolean ranBefore = begun == null ? memberWasThere || other.seenBefore(before) : begun.isBefore(before);
            if (other != member && other.everStarted() && ranBefore) {
                return true;
            }
        }
        return false;
    }

    private static Hypothesis crashLoop(MemberCase member, Instant now) {
        long starts = member.starts().after(now.minus(CRASH_WINDOW));
        Fact often = new Fact(Truth.of(starts >= 2), () -> member.name() + " started " + starts + " times in 10 min");
        Fact broken = Fact.of(
                member.gone() || member.events().recently(EventKind.PANIC, now, CRASH_WINDOW),
                () -> member.name() + " is down again, or says that it panicked",
                () -> member.name() + " is up at the moment");
        return new Hypothesis(
                Cause.AGGREGATOR_CRASH_LOOP,
                member.name(),
                List.of(often),
                List.of(broken),
                List.of(),
                () ->
                        "lower the number of concurrent clients (split the publishers over several instances), or raise the"
                                + " aggregator's stream buffer; first: "
                                + Steps.readLog(member.member(), "panicked|out of memory|Killed"));
    }
}
