package io.quorumwatch.desk.incident;

import static io.quorumwatch.desk.incident.Steps.time;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Processes that are not there: stopped, or never there. */
final class AbsenceDiagnosis implements Diagnosis {

    @Override
    public List<Hypothesis> consider(CaseFile file, Instant now) {
        List<Hypothesis> hypotheses = new ArrayList<>();
        for (MemberCase member : file.members()) {
            hypotheses.add(stopped(file, member, now));
            hypotheses.add(neverJoined(file, member, now));
        }
        return hypotheses;
    }

    private static Hypothesis stopped(CaseFile file, MemberCase member, Instant now) {
        String name = member.name();
        boolean aggregator = member.role().equals("aggregator");
        Fact refuses = Fact.of(
                Truth.seen(member.looked(), member.gone()),
                () -> name + ": its port has refused connections since " + time(member.failsSoSince()),
                () -> name + ": its port does not refuse connections",
                () -> name + " has not been looked at yet");
        Fact wasThere = Fact.of(
                member.everStarted(),
                () -> name + " was running before",
                () -> name + " has not been seen running since the watch began");
        List<Fact> required = new ArrayList<>(List.of(refuses));
        boolean kept = Bonds.keptTo(file, member, now);
        // Who was missing from the beginning and comes up is among its peers a moment before its own page is looked at
        // again.
        boolean comes =
                !member.everStarted() && file.beginning().seen(file) && Bonds.shownTo(file, member) != Truth.FALSE;
        if (kept || comes) {
            required.add(new Fact(
                    Truth.UNKNOWN,
                    () -> "whether " + name + " runs: its port refuses connections, but "
                            + (kept ? "its peers have kept their bonds to it" : "peers show bonds to it")));
        }
        boolean tooEarly = wasThere.isTrue() && Bonds.keptSoFar(file, member, now);
        if (tooEarly) {
            // That it ran before tells nothing of a page that alone is gone.
            required.add(wasThere);
        }
        return new Hypothesis(
                aggregator ? Cause.AGGREGATOR_STOPPED : Cause.MEMBER_STOPPED,
                name,
                required,
                List.of(tooEarly ? Bonds.peersWillTell(member) : wasThere, Bonds.lostTo(file, member)),
                List.of(ProcessFacts.answersUnusably(member)),
                () -> Steps.lookAtProcess(member.member()));
    }

    /** It was never there, or it answers and has never been in the committee while the others are. */
    private static Hypothesis neverJoined(CaseFile file, MemberCase member, Instant now) {
        String name = member.name();
        boolean absent = member.looked() && !member.answers() && !member.answersUnusably() && !member.everStarted();
        boolean begun = file.beginning().seen(file);
        boolean outside = member.inCommittee()
                && member.membership().outsideFor(ProcessFacts.JOINS_WITHIN, now)
                && !member.membership().everBonded();
        Truth shown = Bonds.shownTo(file, member);
        boolean never = absent || outside;
        Fact neverSeen = Fact.of(
                never && shown != Truth.FALSE
                        ? shown == Truth.TRUE ? Truth.FALSE : Truth.UNKNOWN
                        : Truth.seen(member.looked(), never),
                () -> absent
                        ? name + " has never answered since the watch began"
                        : name + " has answered without its group since "
                                + time(member.membership().outsideSince()) + " and has never been bonded",
                () -> member.inCommittee() && (member.membership().everBonded() || never)
                        ? name + " has been in the committee"
                        : name + " has been seen running",
                () -> never
                        ? "whether " + name + " has ever been bonded: its peers disagree"
                        : name + " has not been looked at yet");
        Fact othersRun = absent
                ? Fact.of(
                        file.committee().stream().anyMatch(MemberCase::answers),
                        () -> "other members answer",
                        () -> "no other member answers either")
                : Fact.of(
                        file.joined() >= file.plan().terms().majority(),
                        () -> "a majority is in its group",
                        () -> "the others have not joined either");
        Fact startSeen = Fact.of(
                absent && begun,
                () -> "the committee was seen to begin without " + name,
                () -> "the committee was not seen to begin without " + name);
        List<Fact> required = new ArrayList<>(List.of(neverSeen, othersRun));
        if (absent && member.silent() && !begun) {
            // Whoever takes connections runs; it may have done so for long, and stand still since before the watch
            // began.
            required.add(new Fact(
                    Truth.UNKNOWN, () -> "whether " + name + ", which takes connections, was in the committee before"));
        }
        return new Hypothesis(
                Cause.MEMBER_NEVER_JOINED,
                name,
                required,
                List.of(startSeen),
                List.of(),
                () -> absent
                        ? (member.silent()
                                        ? Steps.lookAtState(member.member()) + "; if it does not run, start "
                                        : "start ")
                                + name + " on " + Steps.host(member.member())
                                + ", or correct the committee's size if it is not meant to exist"
                        : "compare the settings of " + name
                                + " with its peers'"
                                + (file.findsPeersByGossip() ? " (universe, bootstrap peers, committee secret)" : "")
                                + ", then "
                                + Steps.restart(member.member()));
    }
}
