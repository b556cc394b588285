package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The network, as far as members that answer show it: parted, one link cut, or we ourselves cut off. */
final class NetworkDiagnosis implements Diagnosis {

    /** Bonds to who does not answer are given up within 5.5 s (facts/mosaik.md 5.1), and the next looks show it. */
    private static final Duration GIVEN_UP = Duration.ofSeconds(8);

    /** Looks of one tick, and of the next, are given up within this time. */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    @Override
    public List<Hypothesis> consider(CaseFile file, Instant now) {
        return List.of(partition(file, now), linkCut(file, now), cutOff(file, now));
    }

    private static Hypothesis partition(CaseFile file, Instant now) {
        Verdict verdict = file.verdicts().of("partition", null);
        boolean known = verdict != null && verdict.state() != VerdictState.UNKNOWN;
        String fragments = verdict == null ? null : (String) verdict.evidence().get("fragments");
        boolean parted = file.stands("partition") && fragments != null;
        List<String> edges = edges(verdict);
        boolean inPart = known && file.stands("partition") && !parted && edges.size() > 1;
        Fact apart = Fact.of(
                inPart ? Truth.UNKNOWN : Truth.seen(known, parted),
                () -> "the bonds form fragments: " + fragments,
                () -> "the bonds form one fragment",
                () -> inPart
                        ? "whether the network is about to part: " + Steps.list(edges)
                                + " are missing, and others still connect the members"
                        : "the shape of the bonds");
        List<String> hidden = file.committee().stream()
                .filter(member -> !member.answers() && !member.gone())
                .map(MemberCase::name)
                .toList();
        Fact answering = Fact.of(
                hidden.isEmpty() ? Truth.TRUE : parted ? Truth.UNKNOWN : Truth.FALSE,
                () -> file.gone() == 0 ? "all members answer us" : "all members that run answer us",
                () -> "not all members answer us",
                () -> "where " + Steps.list(hidden) + " would belong, which does not answer us");
        List<String> leaders = file.leaders();
        Fact leads = Fact.of(
                leaders.size() != 1,
                () -> leaders.isEmpty() ? "no member leads" : "several members lead: " + Steps.list(leaders),
                () -> "one member leads: " + Steps.list(leaders));
        Fact loss = Fact.of(
                file.stands("history-diverging"), () -> "both sides go on committing", () -> "not both sides commit");
        return new Hypothesis(
                Cause.NETWORK_PARTITION,
                null,
                known ? List.of(apart, answering) : List.of(apart, answering, leads),
                List.of(leads, loss),
                List.of(refused(file, now), startedSplit(file, now)),
                () -> "check the network between the "
                        + (inPart
                                ? "ends of " + Steps.list(edges) + " "
                                : fragments == null ? "fragments " : "fragments " + fragments + " ")
                        + "(ping, traceroute, firewall rules); do not restart members of the larger side");
    }

    /** Where a member is refused, it is alone because the others do not want it, and not because of the network. */
    private static Fact refused(CaseFile file, Instant now) {
        List<String> names = file.committee().stream()
                .filter(member -> member.refusals().stand(now) || TrustDiagnosis.ranOut(member, now))
                .filter(member -> member.membership().noBondsSince() != null)
                .map(MemberCase::name)
                .toList();
        boolean hidden = file.judgesTickets()
                && (!file.anyLogFollowed()
                        || file.committee().stream()
                                .filter(member -> member.membership().noBondsSince() != null)
                                .map(member -> Expulsion.of(file, member, now))
                                .anyMatch(expulsion -> expulsion.refused().truth() == Truth.UNKNOWN));
        return Fact.of(
                Truth.seen(!hidden || !names.isEmpty(), !names.isEmpty()),
                () -> "the others refuse " + Steps.list(names) + " as unauthorized, or its ticket ran out",
                () -> "nobody is refused",
                () -> "whether anybody is refused as unauthorized ("
                        + (file.anyLogFollowed() ? "no log that is read would tell" : "no log is read") + ")");
    }

    private static Fact startedSplit(CaseFile file, Instant now) {
        return Fact.of(
                file.beginning().stillApart(now),
                () -> "the members have not come together since they began",
                () -> "the members were together before");
    }

    private static Hypothesis linkCut(CaseFile file, Instant now) {
        Verdict verdict = file.verdicts().of("partition", null);
        List<String> edges = edges(verdict);
        boolean parted = verdict != null && verdict.evidence().get("fragments") != null;
        boolean known = verdict != null && verdict.state() != VerdictState.UNKNOWN;
        Fact edge = Fact.of(
                Truth.seen(
                        known, file.stands("partition") && edges.size() == 1 && !parted && !isBack(file, edges.get(0))),
                () -> "exactly one link between members that answer is missing: " + Steps.list(edges),
                () -> edges.isEmpty() ? "no single link is known to be missing" : edges.size() + " links are missing",
                () -> "the shape of the bonds");
        Fact connected = Fact.of(
                Truth.seen(known, !parted),
                () -> "the rest of the committee is connected",
                () -> "the committee is in fragments",
                () -> "whether the rest of the committee is connected");
        String link = edges.size() == 1 ? edges.get(0) : null;
        List<Fact> required = new ArrayList<>(List.of(edge, connected));
        if (link != null) {
            required.add(Fact.of(
                    file.missingEdges().isNoRemainder(link, now),
                    () -> "no other link was missing with it",
                    () -> "other links were missing with it, and it may be the last to come back"));
        }
        if (!wasThere(file, link)) {
            // What was missing from the first look on may never have been made.
            required.add(new Fact(
                    Truth.UNKNOWN,
                    () -> "whether the link was ever there (it has been missing since the watch began)"));
        }
        return new Hypothesis(
                Cause.LINK_CUT,
                link,
                required,
                List.of(Fact.of(
                        file.committee().stream().allMatch(MemberCase::answers),
                        () -> "both ends answer us",
                        () -> "not all members answer us")),
                List.of(startedSplit(file, now), refused(file, now)),
                () -> "check the network between the two ends of " + (link == null ? "the link" : link)
                        + " (ping from each to the other, firewall rules, routes)");
    }

    /** Whether both ends of the link have been seen with it. */
    private static boolean wasThere(CaseFile file, @Nullable String link) {
        List<MemberCase> ends = ends(file, link);
        return ends.size() == 2
                && ends.get(0).membership().wasBondedTo(ends.get(1).membership());
    }

    /** Whether both ends name it by now; a judge repeats its evidence every few seconds. */
    private static boolean isBack(CaseFile file, String link) {
        List<MemberCase> ends = ends(file, link);
        return ends.size() == 2
                && Boolean.TRUE.equals(ends.get(0).linkedTo(ends.get(1)))
                && Boolean.TRUE.equals(ends.get(1).linkedTo(ends.get(0)));
    }

    /** The members at the two ends of the link; fewer where they are not known. */
    private static List<MemberCase> ends(CaseFile file, @Nullable String link) {
        return link == null
                ? List.of()
                : Stream.of(link.split("->", 2))
                        .map(file::member)
                        .filter(Objects::nonNull)
                        .toList();
    }

    private static List<String> edges(@Nullable Verdict verdict) {
        List<String> edges = new ArrayList<>();
        if (verdict != null && verdict.evidence().get("missing_edges") instanceof Iterable<?> found) {
            found.forEach(edge -> edges.add(Objects.toString(edge)));
        }
        return edges;
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
