package io.quorumwatch.source.exposition;

import org.jspecify.annotations.Nullable;

/**
 * Passes over what nobody wants by comparing it with an {@link EarlierPage}, which is several times as fast as looking for the ends of
 * lines: 95 of 100 bytes of two etcd members' pages are the same, in fifty pieces. What is equal to the last byte is known; whatever is
 * not is left to be examined, so a comparison never decides anything else than a parser without one.
 */
final class PageComparison {

    /** So many lines further an equal one is looked for when some are missing. */
    private static final int LOOK_AHEAD = 4;

    /** A page with more other lines than this, and more than a quarter, is not compared any further. */
    private static final int FEW_OTHERS = 64;

    private final EarlierPages pages;
    private final PageTally tally;
    private @Nullable EarlierPage earlier;
    private EarlierPage.@Nullable Draft draft;
    private int line;
    private int others;

    PageComparison(EarlierPages pages, PageTally tally) {
        this.pages = pages;
        this.tally = tally;
    }

    /** Begins a page; {@code whole} says whether the last one was read to its end. */
    void nextPage(boolean whole) {
        if (whole && draft != null) {
            pages.keep(draft.page());
        }
        draft = pages.isNextKept() ? new EarlierPage.Draft(pages.usualLength()) : null;
        earlier = draft == null ? pages.latest() : null;
        line = 0;
        others = 0;
    }

    /** Counts whole lines from {@code from} on that are known; returns where the first other one begins. */
    int pass(byte[] bytes, int from, int to) {
        EarlierPage known = earlier;
        if (known == null || line == known.lines()) {
            return from;
        }
        int other = known.firstOther(line, bytes, from, to);
        if (other == line) {
            return from;
        }
        int length = known.begin(other) - known.begin(line);
        tally.skipped(other - line, known.samples(line, other));
        line = other;
        return from + length;
    }

    /** The whole line in the range, its newline included, is unwanted too, but was not the next one on the earlier page. */
    void add(byte[] bytes, int from, int to, boolean isSample) {
        if (draft != null) {
            draft.add(bytes, from, to, isSample);
        } else if (earlier != null && line < earlier.lines()) {
            findPlaceBehind(earlier, bytes, from, to);
        }
    }

    private void findPlaceBehind(EarlierPage known, byte[] bytes, int from, int to) {
        others++;
        if (others > FEW_OTHERS && others > line / 3) {
            earlier = null;
            pages.unlike();
            return;
        }
        int last = Math.min(line + LOOK_AHEAD, known.lines());
        for (int candidate = line; candidate < last; candidate++) {
            if (known.isOfSameSeries(candidate, bytes, from, to)) {
                line = candidate + 1;
                return;
            }
        }
    }
}
