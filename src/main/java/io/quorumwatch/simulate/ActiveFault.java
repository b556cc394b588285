package io.quorumwatch.simulate;

import java.time.Instant;
import java.util.List;

/**
 * A fault that has been injected and not yet healed.
 *
 * @param members what it was done to: one member, two ends of a link, one side of a partition, or nobody in particular
 * @param since when, in virtual time
 */
public record ActiveFault(Fault fault, List<String> members, Instant since) {

    public ActiveFault {
        members = List.copyOf(members);
    }
}
