package io.quorumwatch.desk.incident;

import static io.quorumwatch.desk.incident.Steps.time;

import io.quorumwatch.bus.EventKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How the committee began: split, or without its relay. */
final class StartDiagnosis implements Diagnosis {

    /** A split that is so long ago no longer explains what is wrong now. */
    private static final Duration SPLIT_MATTERS = Duration.ofMinutes(10);

    @Override
    public List<Hypothesis> consider(CaseFile file, Instant now) {
        List<Hypothesis> hypotheses = new ArrayList<>(List.of(splitAtStart(file, now)));
        if (file.findsPeersByGossip()) {
            hypotheses.add(relay(file, now));
        }
        return hypotheses;
    }

    private static Hypothesis splitAtStart(CaseFile file, Instant now) {
        Instant split = file.beginning().splitAt();
        boolean matters = split != null && !split.isBefore(now.minus(SPLIT_MATTERS));
        // Whoever is alone is not apart from anybody, and where nobody runs there is nothing to come together.
        boolean apart = file.joined() > 1 && file.beginning().stillApart(now);
        Truth truth = matters || apart ? Truth.TRUE : file.beginning().isOver() ? Truth.FALSE : Truth.UNKNOWN;
        Fact started = Fact.of(
                truth,
                () -> matters
                        ? "several members led before the committee had settled, last at " + time(split)
                        : "the members have not come together since they began",
                () -> "the committee settled under one leader after its start",
                () -> "how the committee started (the watch began later)");
        List<String> leaders = file.leaders();
        List<String> unsettled =
                Symptoms.UNSETTLED.stream().filter(file::stands).toList();
        Instant rival = file.last(EventKind.RIVAL_LEADER);
        Fact wrong = Fact.of(
                leaders.size() > 1 || truth == Truth.TRUE && !unsettled.isEmpty(),
                () -> leaders.size() > 1
                        ? "several members lead: " + Steps.list(leaders)
                        : "since then: " + Steps.list(unsettled),
                () -> "one member leads and rounds go on");
        Instant worked = file.beginning().workedAt();
        Fact works = Fact.of(
                worked != null && split == null,
                () -> "one member leads, and a majority has committed entries under it by " + time(worked),
                () -> worked == null
                        ? "a majority has committed nothing under one leader since"
                        : "a majority has committed entries under one leader by " + time(worked));
        Fact met = Fact.of(
                Truth.seen(file.anyLogFollowed(), rival != null),
                () -> "rival leaders met at " + time(rival),
                () -> "no log tells of rival leaders",
                () -> "whether rival leaders have met (no log is read)");
        return new Hypothesis(
                Cause.SPLIT_AT_START,
                null,
                List.of(started, wrong),
                List.of(
                        met,
                        Fact.of(
                                leaders.size() > 1 && file.beginning().severalLeadSince() != null,
                                () -> "they have led side by side since "
                                        + time(file.beginning().severalLeadSince()),
                                () -> "they do not lead side by side any more")),
                List.of(works),
                () -> leaders.size() > 1
                        ? "wait one minute for it to mend itself, then restart the leader with fewer bonds (SIGTERM): one of "
                                + Steps.list(leaders)
                        : (matters ? "" : "wait one minute for it to mend itself, then ")
                                + "restart the whole committee one by one: it began apart and does not recover",
                new Hypothesis.Reach(
                        file.beginning().firstThereAt(), null, worked, leaders.size() <= 1 && !anyFires(file)));
    }

    /** Whether anything that a committee shows that began apart has fired since it began. */
    private static boolean anyFires(CaseFile file) {
        Instant there = file.beginning().firstThereAt();
        return Symptoms.UNSETTLED.stream()
                .flatMap(condition -> file.verdicts().of(condition).stream())
                .anyMatch(verdict ->
                        verdict.firing() && (there == null || !verdict.since().isBefore(there)));
    }

    private static Hypothesis relay(CaseFile file, Instant now) {
        List<String> outside = file.committee().stream()
                .filter(member -> member.membership().outsideFor(ProcessFacts.JOINS_WITHIN, now))
                .map(MemberCase::name)
                .toList();
        Instant bootstrap = file.last(EventKind.BOOTSTRAP_FAILED);
        boolean most = outside.size() >= file.plan().terms().majority();
        Fact empty = Fact.of(
                most ? Truth.TRUE : outside.isEmpty() ? Truth.FALSE : Truth.UNKNOWN,
                () -> Steps.list(outside) + " answer without their group and do not join",
                () -> "members have joined their group",
                () -> "why only " + Steps.list(outside) + " has not joined");
        Fact said = Fact.of(
                Truth.seen(file.anyLogFollowed(), bootstrap != null),
                () -> "the routing table could not be bootstrapped at " + time(bootstrap),
                () -> "no log says that bootstrapping failed",
                () -> "whether bootstrapping failed (no log is read)");
        return new Hypothesis(
                Cause.RELAY_UNREACHABLE,
                null,
                most ? List.of(empty) : List.of(empty, said),
                List.of(said),
                List.of(),
                () ->
                        "check that the members reach their relay (curl the relay's /ping from a member's host), then the universe's"
                                + " bootstrap peers");
    }
}
