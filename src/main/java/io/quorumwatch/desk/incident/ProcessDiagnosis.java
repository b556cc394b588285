package io.quorumwatch.desk.incident;

import static io.quorumwatch.desk.incident.Steps.time;

import io.quorumwatch.bus.EventKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Processes: stopped, never there, frozen, starved. */
final class ProcessDiagnosis implements Diagnosis {

    static final Duration RECENT = Duration.ofMinutes(5);
    /** Members need about 6 s to join when all is well (facts/mosaik.md 10.2). */
    static final Duration JOINS_WITHIN = Duration.ofSeconds(15);

    /** Stopping to answer so often within {@link #RECENT} is no single freeze. */
    private static final int BURSTS = 3;

    @Override
    public List<Hypothesis> consider(CaseFile file, Instant now) {
        List<Hypothesis> hypotheses = new ArrayList<>();
        for (MemberCase member : file.members()) {
            hypotheses.add(stopped(file, member, now));
            hypotheses.add(neverJoined(file, member, now));
            hypotheses.add(frozen(file, member, now));
            hypotheses.add(starved(file, member, now));
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
                List.of(answersUnusably(member)),
                () -> Steps.lookAtProcess(member.member()));
    }

    /** It was never there, or it answers and has never been in the committee while the others are. */
    private static Hypothesis neverJoined(CaseFile file, MemberCase member, Instant now) {
        String name = member.name();
        boolean absent = member.looked() && !member.answers() && !member.answersUnusably() && !member.everStarted();
        boolean begun = file.beginning().seen(file);
        boolean outside = member.inCommittee()
                && member.membership().outsideFor(JOINS_WITHIN, now)
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

    private static Hypothesis frozen(CaseFile file, MemberCase member, Instant now) {
        String name = member.name();
        boolean hung = file.stands("member-hung", name);
        Fact still = Fact.of(
                Truth.seen(member.looked(), member.silent() || hung),
                () -> hung
                        ? name + " answers while no counter of its group moves"
                        : name + " takes connections but has not answered since " + time(member.failsSoSince()),
                () -> name + " answers and works",
                () -> name + " has not been looked at yet");
        List<Fact> required = new ArrayList<>(List.of(still));
        if (!hung && Starting.concerns(member)) {
            required.add(Starting.isOver(file, member, now));
        }
        if (!hung && file.nobodyAnswers() && file.members().size() > 1) {
            required.add(
                    new Fact(Truth.UNKNOWN, () -> "whether it is " + name + " or we ourselves: nobody answers us"));
        }
        boolean tooEarly = !hung && Bonds.keptSoFar(file, member, now);
        if (tooEarly) {
            required.add(Bonds.peersWillTell(member));
        }
        return new Hypothesis(
                Cause.MEMBER_FROZEN,
                name,
                required,
                List.of(Bonds.lostTo(file, member)),
                List.of(
                        burstsFact(member, now),
                        worksOn(member),
                        answersUnusably(member),
                        answersItsPeers(file, member, now)),
                () -> Steps.lookAtState(member.member())
                        + (tooEarly
                                ? "; do not restart it while its peers show their bonds to it"
                                : "; " + Steps.restart(member.member()) + " if it does not wake"));
    }

    /** Whoever stands still, or hardly gets to run, answers nobody. */
    private static Fact answersItsPeers(CaseFile file, MemberCase member, Instant now) {
        return Fact.of(
                member.silent() && Bonds.keptTo(file, member, now),
                () -> "its peers have kept their bonds to " + member.name() + ", so it answers them",
                () -> "its peers have not kept their bonds to " + member.name() + " for long");
    }

    /** A process that stands still writes nothing; what it had written before may be read a little later. */
    private static Fact worksOn(MemberCase member) {
        Instant line = member.log().lastLine();
        boolean wrote = member.worksSilently();
        return Fact.of(
                Truth.seen(member.log().followed() || wrote, wrote),
                () -> member.name() + " still wrote its log at " + time(line),
                () -> member.name() + " has written nothing since it stopped answering",
                () -> "whether " + member.name() + " still writes its log (it is not read)");
    }

    private static Fact burstsFact(MemberCase member, Instant now) {
        long breaks = member.breaks().after(inThisLife(member, now));
        return Fact.of(
                breaks >= BURSTS,
                () -> member.name() + " stopped answering " + breaks + " times in 5 min and came back in between",
                () -> member.name() + " stopped answering " + breaks + " times in 5 min");
    }

    /** Since when it has had the chance to answer in bursts: how its process before ended is another matter. */
    private static Instant inThisLife(MemberCase member, Instant now) {
        Instant recent = now.minus(RECENT);
        Instant start = member.starts().last();
        return start != null && start.isAfter(recent) ? start : recent;
    }

    /** It works, but answers late: in bursts, or not in time for any look while its log goes on. */
    private static Fact late(CaseFile file, MemberCase member, Instant now) {
        Fact bursts = burstsFact(member, now);
        if (bursts.isTrue() || !member.silent()) {
            return bursts;
        }
        Fact peers = answersItsPeers(file, member, now);
        return peers.isTrue() ? peers : worksOn(member);
    }

    private static Hypothesis starved(CaseFile file, MemberCase member, Instant now) {
        Instant silent = member.silent() ? member.failingSince() : null;
        Instant trouble = silent == null ? inThisLife(member, now) : silent;
        boolean answersItsPeers = answersItsPeers(file, member, now).isTrue();
        Fact noRestart = Starting.concerns(member) && !answersItsPeers
                ? Starting.isOver(file, member, now)
                : Fact.of(
                        member.starts().after(trouble) == 0,
                        () -> member.name() + " did not restart in that time",
                        () -> member.name() + " restarted in that time");
        boolean missed = member.events().recently(EventKind.BOND_SILENT, now, RECENT);
        return new Hypothesis(
                Cause.MEMBER_STARVED,
                member.name(),
                List.of(late(file, member, now), noRestart),
                List.of(Fact.of(
                        missed,
                        () -> "peers missed heartbeats of " + member.name(),
                        () -> "no log says that peers missed heartbeats of " + member.name())),
                List.of(refusing(member)),
                () -> (answersItsPeers ? Steps.askOnItsHost(member.member()) + "; " : "")
                        + "on " + Steps.host(member.member()) + ": look for what takes the processor or memory from "
                        + member.name() + " (top, vmstat 1, dmesg | tail)");
    }

    private static Fact answersUnusably(MemberCase member) {
        return Fact.of(
                member.answersUnusably(),
                () -> member.name() + " answers, but not with a page that can be read",
                () -> member.name() + " gives no other answer");
    }

    static Fact refusing(MemberCase member) {
        return Fact.of(member.gone(), () -> member.name() + " refuses connections", () -> member.name() + " listens");
    }
}
