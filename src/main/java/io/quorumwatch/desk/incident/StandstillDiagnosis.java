package io.quorumwatch.desk.incident;

import static io.quorumwatch.desk.incident.Steps.time;

import io.quorumwatch.bus.EventKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Processes that are there and do not answer as they should: frozen, starved. */
final class StandstillDiagnosis implements Diagnosis {

    /** Stopping to answer so often within {@link ProcessFacts#RECENT} is no single freeze. */
    private static final int BURSTS = 3;

    @Override
    public List<Hypothesis> consider(CaseFile file, Instant now) {
        List<Hypothesis> hypotheses = new ArrayList<>();
        for (MemberCase member : file.members()) {
            hypotheses.add(frozen(file, member, now));
            hypotheses.add(starved(file, member, now));
        }
        return hypotheses;
    }

    private static Hypothesis frozen(CaseFile file, MemberCase member, Instant now) {
        String name = member.name();
        boolean hung = file.stands("member-hung", name);
        Instant stuck = member.stuckSince();
        Fact still = Fact.of(
                Truth.seen(member.looked(), member.silent() || hung || stuck != null),
                () -> stuck != null
                        ? name + " answers while its log has stood still since " + time(stuck)
                                + " and a peer's, to which it is linked, goes on"
                        : hung
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
                stuck == null ? List.of(Bonds.lostTo(file, member)) : List.of(),
                List.of(
                        burstsFact(member, now),
                        worksOn(member),
                        ProcessFacts.answersUnusably(member),
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
        Instant recent = now.minus(ProcessFacts.RECENT);
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
        boolean missed = member.events().recently(EventKind.BOND_SILENT, now, ProcessFacts.RECENT);
        return new Hypothesis(
                Cause.MEMBER_STARVED,
                member.name(),
                List.of(late(file, member, now), noRestart),
                List.of(Fact.of(
                        missed,
                        () -> "peers missed heartbeats of " + member.name(),
                        () -> "no log says that peers missed heartbeats of " + member.name())),
                List.of(ProcessFacts.refusing(member)),
                () -> (answersItsPeers ? Steps.askOnItsHost(member.member()) + "; " : "")
                        + "on " + Steps.host(member.member()) + ": look for what takes the processor or memory from "
                        + member.name() + " (top, vmstat 1, dmesg | tail)");
    }
}
