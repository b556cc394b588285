package io.quorumwatch.profile.reading;

import io.quorumwatch.source.exposition.Page;
import io.quorumwatch.source.exposition.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page by series name. Samples without a finite value are left out: no signal can be read from them.
 *
 * <p>The samples of a name stand in a row on every real page, so the index is where each row begins, in a small table; only what does
 * not stand so is copied. It is made for every look.
 */
public final class PageIndex {

    private static final String NETWORK = "network";

    /** About as many names as a profile wants of a page; more take another round. */
    private static final int FEW_ROWS = 64;

    /** Far more names than any profile wants. With more of them, a page could choose names that all meet at one place of the table. */
    private static final int MOST_ROWS = 1024;

    private final Page page;
    private final @Nullable String expectedNetwork;

    /** Where each row begins among the samples, and behind the last one how many samples there are. */
    private int[] begins = new int[FEW_ROWS + 1];

    private int rows;

    /** One more than the row of a name, at the name's hash or behind it; 0 where there is none. Twice as long as there are rows. */
    private int[] table = new int[0];

    /** The names whose samples stand apart, or of which not all count. */
    private Map<String, List<Sample>> others = Map.of();

    private PageIndex(Page page, @Nullable String expectedNetwork) {
        this.page = page;
        this.expectedNetwork = expectedNetwork;
    }

    /**
     * Indexes a page.
     *
     * @param expectedNetwork the network whose series count, beside those that carry no such label; any when null
     */
    public static PageIndex of(Page page, @Nullable String expectedNetwork) {
        PageIndex index = new PageIndex(page, expectedNetwork);
        index.findRows();
        index.nameRows();
        return index;
    }

    private void findRows() {
        List<Sample> samples = page.samples();
        for (int at = 0; at < samples.size(); at++) {
            if (at == 0 || !samples.get(at).name().equals(samples.get(at - 1).name())) {
                begin(at);
            }
        }
        begins[rows] = samples.size();
    }

    private void begin(int at) {
        if (rows + 1 == begins.length) {
            begins = Arrays.copyOf(begins, 2 * begins.length);
        }
        begins[rows] = at;
        rows++;
    }

    private void nameRows() {
        if (rows > MOST_ROWS) {
            table = new int[1];
            for (int row = 0; row < rows; row++) {
                setApart(page.samples().get(begins[row]).name(), row, row);
            }
            return;
        }
        table = new int[2 * Integer.highestOneBit(Math.max(1, 2 * rows - 1))];
        for (int row = 0; row < rows; row++) {
            String name = page.samples().get(begins[row]).name();
            int slot = slot(name);
            boolean isApart = table[slot] != 0;
            if (!isApart) {
                table[slot] = row + 1;
            }
            if (isApart || !allCount(row)) {
                setApart(name, isApart ? table[slot] - 1 : row, row);
            }
        }
    }

    /** Where the row of the name is told in the table, or would be. */
    private int slot(String name) {
        int mask = table.length - 1;
        int hash = name.hashCode();
        int slot = (hash ^ hash >>> 16) & mask;
        while (table[slot] != 0
                && !page.samples().get(begins[table[slot] - 1]).name().equals(name)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean allCount(int row) {
        for (int at = begins[row]; at < begins[row + 1]; at++) {
            if (!counts(page.samples().get(at))) {
                return false;
            }
        }
        return true;
    }

    /** The row, a later one of its name perhaps, is to be found among the others. */
    private void setApart(String name, int first, int row) {
        if (others.isEmpty()) {
            others = new HashMap<>();
        }
        List<Sample> counting = others.computeIfAbsent(name, key -> new ArrayList<>());
        if (counting.isEmpty() && row != first) {
            addCounting(first, counting);
        }
        addCounting(row, counting);
    }

    private void addCounting(int row, List<Sample> counting) {
        for (Sample sample : page.samples().subList(begins[row], begins[row + 1])) {
            if (counts(sample)) {
                counting.add(sample);
            }
        }
    }

    private boolean counts(Sample sample) {
        if (!Double.isFinite(sample.value())) {
            return false;
        }
        String network = expectedNetwork == null ? null : sample.labels().get(NETWORK);
        return network == null || network.equals(expectedNetwork);
    }

    /** The samples of the series name, in the order of the page; empty when there is none. */
    public List<Sample> samples(String name) {
        List<Sample> apart = others.isEmpty() ? null : others.get(name);
        if (apart != null) {
            return apart;
        }
        int row = table[slot(name)] - 1;
        return row < 0 ? List.of() : page.samples().subList(begins[row], begins[row + 1]);
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
