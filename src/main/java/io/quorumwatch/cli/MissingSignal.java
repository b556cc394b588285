package io.quorumwatch.cli;

import java.util.List;

/**
 * A signal that a page does not give.
 *
 * @param signal its word
 * @param families the metric families that would give it, the best first
 * @param blinds keys of the conditions that cannot be judged without it; empty when others stand in for it
 */
public record MissingSignal(String signal, List<String> families, List<String> blinds) {

    public MissingSignal {
        families = List.copyOf(families);
        blinds = List.copyOf(blinds);
    }
}
