package io.quorumwatch.source.discovery;

import io.quorumwatch.config.MemberConfig;
import java.util.List;

/**
 * What a source, or one file of it, says at present.
 *
 * @param members whom it names; those of the last answer that could be used, when the present one cannot
 * @param problems what stands in the way at present
 */
public record Found(List<MemberConfig> members, List<DiscoveryProblem> problems) {

    /** Nobody, and nothing wrong with it. */
    public static final Found NOTHING = new Found(List.of(), List.of());

    public Found {
        members = List.copyOf(members);
        problems = List.copyOf(problems);
    }

    /** The same members, although there is this problem now. */
    Found despite(DiscoveryProblem problem) {
        return new Found(members, List.of(problem));
    }
}
