package io.quorumwatch.simulate.demo;

import io.quorumwatch.simulate.ActiveFault;
import io.quorumwatch.simulate.MemberTruth;
import io.quorumwatch.simulate.SimulatedCommittee;
import java.time.Instant;
import java.util.List;

/**
 * What is true of the simulated committee at an instant; immutable, so that any thread may look at it.
 *
 * @param members each member's truth, in the order of their names
 * @param faults the faults that are active, in the order of their injection
 */
public record DemoState(Instant at, List<MemberTruth> members, List<ActiveFault> faults) {

    public DemoState {
        members = List.copyOf(members);
        faults = List.copyOf(faults);
    }

    static DemoState of(SimulatedCommittee committee) {
        return new DemoState(committee.time(), committee.truths(), committee.activeFaults());
    }
}
