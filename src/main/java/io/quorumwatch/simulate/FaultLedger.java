package io.quorumwatch.simulate;

import java.util.ArrayList;
import java.util.List;

/** Which faults are active, and what follows for links and members. */
final class FaultLedger {

    private final List<ActiveFault> active = new ArrayList<>();

    List<ActiveFault> active() {
        return List.copyOf(active);
    }

    /** Adds the fault unless the very same one is active already. */
    void add(ActiveFault fault) {
        if (active.stream()
                .noneMatch(
                        each -> each.fault() == fault.fault() && each.members().equals(fault.members()))) {
            active.add(fault);
        }
    }

    void remove(Fault fault, String member) {
        active.removeIf(each -> each.fault() == fault && each.members().contains(member));
    }

    void clear() {
        active.clear();
    }

    boolean isOn(Fault fault) {
        return active.stream().anyMatch(each -> each.fault() == fault);
    }

    boolean isOn(Fault fault, String member) {
        return active.stream()
                .anyMatch(each -> each.fault() == fault && each.members().contains(member));
    }

    /** Whether anything sent by one arrives at the other. */
    boolean carries(String from, String to) {
        for (ActiveFault each : active) {
            boolean hasFrom = each.members().contains(from);
            boolean hasTo = each.members().contains(to);
            if (each.fault() == Fault.CUT && hasFrom && hasTo || each.fault() == Fault.PARTITION && hasFrom != hasTo) {
                return false;
            }
        }
        return true;
    }

    /** Whether the bond between the two is there on one side only. */
    boolean halves(String one, String other) {
        return active.stream()
                .anyMatch(each -> each.fault() == Fault.HALF_BOND
                        && each.members().contains(one)
                        && each.members().contains(other));
    }

    /** Whether the two let each other into the group. */
    boolean trust(String one, String other, GroupKind kind) {
        return kind != GroupKind.COMMITTEE || !isOn(Fault.EXPIRE_TICKET, one) && !isOn(Fault.EXPIRE_TICKET, other);
    }
}
