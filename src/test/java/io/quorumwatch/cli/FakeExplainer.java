package io.quorumwatch.cli;

import io.quorumwatch.source.exposition.Page;
import io.quorumwatch.source.exposition.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Knows one profile, {@code fake}: the family {@code up} is the signal {@code leads}, and {@code bonds} is always missing. */
final class FakeExplainer implements ProfileExplainer {

    @Override
    public Set<String> profiles() {
        return Set.of("fake");
    }

    @Override
    public List<String> roles(String profile) {
        return List.of("committee", "aggregator");
    }

    @Override
    public Explanation explain(String profile, String role, Page page) {
        List<FoundSignal> found = new ArrayList<>();
        for (Sample sample : page.samples()) {
            if (sample.name().equals("up")) {
                found.add(new FoundSignal("leads", sample.value(), role, List.of("up")));
            }
        }
        return new Explanation(
                found,
                List.of(new MissingSignal("bonds", List.of("bonds_active"), List.of("bond-missing", "partition"))));
    }
}
