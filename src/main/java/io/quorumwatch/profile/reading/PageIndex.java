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

    /** The label that the pages of one network share. */
    public static final String NETWORK = "network";

    private final Map<String, List<Sample>> byName = new HashMap<>();
    private final boolean whole;
    private @Nullable String network;

    private PageIndex(boolean whole) {
        this.whole = whole;
    }

    /**
     * Indexes a page.
     *
     * @param expectedNetwork the network whose series count; any when null
     */
    public static PageIndex of(Page page, @Nullable String expectedNetwork) {
        PageIndex index = new PageIndex(page.malformed().isEmpty());
        for (Sample sample : page.samples()) {
            if (!Double.isFinite(sample.value())) {
                continue;
            }
            String network = sample.labels().get(NETWORK);
            if (network != null) {
                index.network = index.network == null ? network : index.network;
                if (expectedNetwork != null && !expectedNetwork.equals(network)) {
                    continue;
                }
            }
            index.byName
                    .computeIfAbsent(sample.name(), name -> new ArrayList<>(4))
                    .add(sample);
        }
        return index;
    }

    /** The samples of the series name, in the order of the page; empty when there is none. */
    public List<Sample> samples(String name) {
        return byName.getOrDefault(name, List.of());
    }

    /** Whether the page has no malformed line, so that what is not on it is really not there. */
    public boolean whole() {
        return whole;
    }

    /** The first network label of the page, whether or not it is the expected one; null when there is none. */
    public @Nullable String network() {
        return network;
    }
}
