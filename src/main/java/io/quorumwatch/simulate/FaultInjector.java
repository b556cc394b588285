package io.quorumwatch.simulate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Does the faults to the universe, and undoes them. */
final class FaultInjector {

    private final Universe universe;

    FaultInjector(Universe universe) {
        this.universe = universe;
    }

    /** Whether the number of members fits what the fault needs, in a committee of this size. */
    boolean fits(Fault fault, List<String> members) {
        return switch (fault.needs()) {
            case NOTHING -> members.isEmpty();
            case MEMBER -> !members.isEmpty();
            case LINK -> members.size() == 2;
            case SIDE -> !members.isEmpty() && members.size() < universe.options.members();
        };
    }

    void inject(Fault fault, List<String> members) {
        switch (fault) {
            case KILL -> members.forEach(this::kill);
            case RESTART -> members.forEach(this::restart);
            case PAUSE -> members.forEach(this::pause);
            case SLOW, STALL_ROUNDS -> members.forEach(member -> note(fault, List.of(member)));
            case EXPIRE_TICKET -> members.forEach(this::expireTicket);
            case CUT, PARTITION, NO_PARTICIPANTS -> note(fault, members);
            case HALF_BOND -> halfBond(members.get(0), members.get(1));
        }
    }

    private void note(Fault fault, List<String> members) {
        universe.faults.add(new ActiveFault(fault, members, universe.time()));
    }

    private void kill(String member) {
        end(member);
        note(Fault.KILL, List.of(member));
    }

    private void end(String member) {
        MemberProcess process = universe.process(member);
        if (process != null) {
            process.end();
            universe.remove(member);
        }
        universe.faults.remove(Fault.PAUSE, member);
    }

    private void restart(String member) {
        boolean ran = universe.process(member) != null;
        end(member);
        universe.faults.remove(Fault.KILL, member);
        long downtime = ran ? Universe.micros(universe.options.restartDowntime()) : 0;
        universe.timeline.after(downtime, null, () -> {
            if (!universe.faults.isOn(Fault.KILL, member)) {
                start(member);
            }
        });
    }

    /** Starts the member's process unless it runs. */
    void start(String member) {
        if (universe.process(member) == null) {
            MemberProcess process = new MemberProcess(universe, member);
            universe.put(process);
            process.start();
        }
    }

    private void pause(String member) {
        running(member).sleep();
        note(Fault.PAUSE, List.of(member));
    }

    private MemberProcess running(String member) {
        MemberProcess process = universe.process(member);
        if (process == null) {
            throw new IllegalStateException(member + " has no process now; heal or restart it first");
        }
        return process;
    }

    /** All others end their bonds to the member within a second. */
    private void expireTicket(String member) {
        note(Fault.EXPIRE_TICKET, List.of(member));
        for (MemberProcess judge : universe.processes()) {
            if (!judge.name().equals(member)) {
                universe.timeline.after(
                        universe.between(50_000, 900_000),
                        judge,
                        () -> judge.group(GroupKind.COMMITTEE).expels(member));
            }
        }
    }

    private void halfBond(String one, String other) {
        note(Fault.HALF_BOND, List.of(one, other));
        @Nullable MemberProcess process = universe.process(one);
        @Nullable MemberProcess peer = universe.process(other);
        if (process != null && peer != null) {
            for (GroupKind kind : GroupKind.values()) {
                universe.bonding.halve(process, peer, kind);
            }
        }
    }

    /** Heals everything: processes run again, links carry again, tickets are renewed. Bonds come back in their own time. */
    void heal() {
        List<ActiveFault> healed = universe.faults.active();
        universe.faults.clear();
        for (ActiveFault fault : healed) {
            for (String member : fault.members()) {
                heal(fault.fault(), member);
            }
        }
    }

    private void heal(Fault fault, String member) {
        if (fault == Fault.KILL) {
            start(member);
        }
        MemberProcess process = universe.process(member);
        if (fault == Fault.PAUSE && process != null) {
            process.wake();
        }
        if (fault == Fault.EXPIRE_TICKET) {
            for (String other : universe.options.names()) {
                if (!other.equals(member)) {
                    universe.bonding.soon(member, other, GroupKind.COMMITTEE);
                }
            }
        }
    }
}
