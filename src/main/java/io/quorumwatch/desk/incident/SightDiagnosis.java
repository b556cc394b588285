package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Our own sight: whether it is we who are cut off, and not the members. */
final class SightDiagnosis implements Diagnosis {

    /** Bonds to who does not answer are given up within 5.5 s (facts/mosaik.md 5.1), and the next looks show it. */
    private static final Duration GIVEN_UP = Duration.ofSeconds(8);

    /** Looks of one tick, and of the next, are given up within this time. */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    @Override
    public List<Hypothesis> consider(CaseFile file, Instant now) {
        List<MemberCase> unasked = file.members().stream()
                .filter(member -> member.failure() == ScrapeFailure.ACCESS)
                .toList();
        return List.of(unasked.isEmpty() ? cutOff(file, now) : lockedOut(unasked));
    }

    /** Files of ours are missing: the members were not asked. */
    private static Hypothesis lockedOut(List<MemberCase> unasked) {
        MemberCase first = unasked.get(0);
        List<Fact> required = unasked.stream()
                .map(member ->
                        new Fact(Truth.TRUE, () -> "we could not ask " + member.name() + ": " + member.failureText()))
                .toList();
        return new Hypothesis(
                Cause.WATCHER_CUT_OFF,
                null,
                required,
                required,
                List.of(),
                () -> "on this host: make readable to the agent what " + first.name() + " is to be asked with ("
                        + first.failureText() + "); nothing is known of the members meanwhile");
    }

    private static Hypothesis cutOff(CaseFile file, Instant now) {
        List<MemberCase> unseen = file.members().stream()
                .filter(member -> member.looked() && !member.answers() && !member.gone() && !member.answersUnusably())
                .toList();
        boolean paused = file.stands("watcher-paused");
        boolean blind = file.stands("watcher-blind") && !unseen.isEmpty();
        Fact blindness = Fact.of(
                blind || paused,
                () -> blind
                        ? "we cannot see " + unseen.size() + " of "
                                + file.members().size() + " members"
                        : "we ourselves stood still",
                () -> "we see enough members");
        boolean tooEarly = unseen.stream()
                .map(MemberCase::failsSoSince)
                .filter(Objects::nonNull)
                .anyMatch(since -> now.isBefore(since.plus(GIVEN_UP)));
        int answering = 0;
        int whole = 0;
        for (MemberCase member : file.committee()) {
            double bonds = member.signal(Signal.BONDS);
            answering += Double.isNaN(bonds) ? 0 : 1;
            whole += bonds >= file.plan().terms().committeeSize() - 1 - file.gone() ? 1 : 0;
        }
        boolean nobodyTells = answering == 0;
        Fact together = Fact.of(
                Truth.seen(answering > 0 && (whole < answering || !tooEarly), whole == answering),
                () -> "the members that answer have their bonds, also to those that we cannot see",
                () -> "members that answer have lost bonds, too",
                () -> nobodyTells
                        ? "what the members see of one another (none answers)"
                        : "whether the members that answer will keep their bonds to those that we cannot see");
        Fact gone = Fact.of(
                answering == 0 && file.members().stream().anyMatch(MemberCase::gone),
                () -> "a port refuses, so its host answers",
                () -> "no port refuses, or members show bonds to those that we cannot see");
        Fact atOnce = Fact.of(
                unseen.size() > 1 && withinMoments(unseen),
                () -> "they all stopped answering within " + AT_ONCE.toSeconds() + " s",
                () -> unseen.size() > 1
                        ? "they did not stop answering at the same time"
                        : "no other member stopped answering with it");
        return new Hypothesis(
                Cause.WATCHER_CUT_OFF,
                null,
                List.of(blindness, together),
                List.of(atOnce),
                List.of(gone),
                () ->
                        "from this host: check its own network and name resolution (ip route, ping a member), then look from another"
                                + " host before touching the cluster");
    }

    /** Who failed in another way before did not stop answering just then. */
    private static boolean withinMoments(List<MemberCase> unseen) {
        List<Instant> times = unseen.stream()
                .flatMap(member -> Stream.of(member.failingSince(), member.failsSoSince()))
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        return !times.isEmpty()
                && Duration.between(times.get(0), times.get(times.size() - 1)).compareTo(AT_ONCE) <= 0;
    }
}
