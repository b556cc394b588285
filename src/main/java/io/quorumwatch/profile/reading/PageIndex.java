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

    /** Room for more names than a profile wants of a page. */
    private static final int NAMES = 64;

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
        List<Sample> samples = page.samples();
        Map<String, List<Sample>> byName = new HashMap<>(NAMES);
        int from = 0;
        while (from < samples.size()) {
            // The samples of a name stand in a row on every real page, so most need no list of their own.
            String name = samples.get(from).name();
            int to = from;
            boolean allCount = true;
            while (to < samples.size() && samples.get(to).name().equals(name)) {
                allCount &= counts(samples.get(to), expectedNetwork);
                to++;
            }
            List<Sample> row = samples.subList(from, to);
            List<Sample> counting = allCount ? row : those(row, expectedNetwork);
            if (!counting.isEmpty()) {
                byName.merge(name, counting, PageIndex::joined);
            }
            from = to;
        }
        return new PageIndex(page, byName);
    }

    private static List<Sample> those(List<Sample> samples, @Nullable String expectedNetwork) {
        return samples.stream()
                .filter(sample -> counts(sample, expectedNetwork))
                .toList();
    }

    private static List<Sample> joined(List<Sample> first, List<Sample> second) {
        List<Sample> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static boolean counts(Sample sample, @Nullable String expectedNetwork) {
        if (!Double.isFinite(sample.value())) {
            return false;
        }
        String network = expectedNetwork == null ? null : sample.labels().get(NETWORK);
        return network == null || network.equals(expectedNetwork);
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
