package io.quorumwatch.desk.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The network between members, as far as those that answer show it: parted, or one link cut. */
final class NetworkDiagnosis implements Diagnosis {

    @Override
    public List<Hypothesis> consider(CaseFile file, Instant now) {
        CommitteeShape shape = CommitteeShape.of(file.verdicts().of("partition", null));
        return List.of(partition(file, shape, now), linkCut(file, shape, now));
    }

    private static Hypothesis partition(CaseFile file, CommitteeShape shape, Instant now) {
        boolean known = shape.known();
        String fragments = shape.fragments();
        List<String> edges = shape.missingEdges();
        // The judge repeats its evidence every few seconds: of what begins with one link, newer pages show more.
        boolean grows = edges.size() == 1
                && file.missingEdges().areSeveralOnPages()
                && file.missingEdges().isNoRemainder(edges.get(0), now);
        String alone = grows ? file.missingEdges().aloneOnPages() : null;
        boolean parted = file.stands("partition") && (fragments != null || alone != null);
        boolean inPart = known && file.stands("partition") && !parted && (edges.size() > 1 || grows);
        Fact apart = Fact.of(
                inPart ? Truth.UNKNOWN : Truth.seen(known, parted),
                () -> fragments != null
                        ? "the bonds form fragments: " + fragments
                        : alone + " has no bond to any other member that answers",
                () -> "the bonds form one fragment",
                () -> inPart
                        ? "whether the network is about to part: " + Steps.list(edges)
                                + (edges.size() > 1
                                        ? " are missing, and others still connect the members"
                                        : " is missing, and by newer pages it is not the only one")
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

    private static Hypothesis linkCut(CaseFile file, CommitteeShape shape, Instant now) {
        List<String> edges = shape.missingEdges();
        boolean parted = shape.fragments() != null;
        boolean known = shape.known();
        boolean several = file.missingEdges().areSeveralOnPages();
        boolean one = edges.size() == 1 && !parted && !several && !isBack(file, edges.get(0));
        Fact edge = Fact.of(
                Truth.seen(known, file.stands("partition") && one),
                () -> "exactly one link between members that answer is missing: " + Steps.list(edges),
                () -> several && edges.size() == 1
                        ? "by newer pages other links are missing, too"
                        : edges.isEmpty()
                                ? "no single link is known to be missing"
                                : edges.size() + " links are missing",
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
            boolean alone = file.missingEdges()
                    .wouldOthersHaveFollowed(link, file.plan().terms().pollEvery());
            required.add(Fact.of(
                    alone ? Truth.TRUE : Truth.UNKNOWN,
                    () -> "no other link of its ends has followed in the time that bonds take to be given up",
                    () -> "other links of its ends are missing",
                    () -> "whether other links of its ends follow: it has not been missing alone for long"));
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
}
