package io.quorumwatch.profile.reading;

import io.quorumwatch.source.exposition.Page;
import io.quorumwatch.source.exposition.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A page by series name. Samples without a finite value are left out: no signal can be read from them. */
public final class PageIndex {

    private static final String NETWORK = "network";

    private final Page page;
    private final Map<String, List<Sample>> byName;

    private PageIndex(Page page, Map<String, List<Sample>> byName) {
        this.page = page;
        this.byName = byName;
    }

    /**
     * Indexes a page.
     *
     * @param expectedNetwork the network whose series count, beside those that carry no such label; any when null
     */
    public static PageIndex of(Page page, @Nullable String expectedNetwork) {
        Map<String, List<Sample>> byName = new HashMap<>();
        for (Sample sample : page.samples()) {
            if (Double.isFinite(sample.value()) && inNetwork(sample, expectedNetwork)) {
                byName.computeIfAbsent(sample.name(), name -> new ArrayList<>(4))
                        .add(sample);
            }
        }
        return new PageIndex(page, byName);
    }

    private static boolean inNetwork(Sample sample, @Nullable String expected) {
        if (expected == null) {
            return true;
        }
        String network = sample.labels().get(NETWORK);
        return network == null || network.equals(expected);
    }

    /** The samples of the series name, in the order of the page; empty when there is none. */
    public List<Sample> samples(String name) {
        return byName.getOrDefault(name, List.of());
    }

    /** Whether the page has no malformed line, so that what is not on it is really not there. */
    public boolean whole() {
        return page.malformed().isEmpty();
    }

    /** The first network label of the page, whether or not it is the expected one; null when there is none. */
    public @Nullable String network() {
        for (Sample sample : page.samples()) {
            String network = sample.labels().get(NETWORK);
            if (network != null) {
                return network;
            }
        }
        return null;
    }
}
