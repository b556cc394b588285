package io.quorumwatch.source.exposition;

import org.jspecify.annotations.Nullable;

/**
 * Which earlier page the next one is compared with: one of the last {@value #EVERY}, of whichever member. Members of a cluster, and of
 * clusters of one kind, write nearly the same lines, so one page serves all, and a thousand members need no thousand pages.
 */
final class EarlierPages {

    /** One page in so many is kept instead of being compared. */
    static final int EVERY = 256;

    /** So many pages are not compared after one that was nothing like the one that is kept. */
    static final int REST = 16;

    private @Nullable EarlierPage latest;
    private int pages;
    private int resting;

    /** Whether the page that begins now is to be kept. The first of all is not: there may be no second one. */
    boolean isNextKept() {
        boolean due = pages == 1;
        pages = (pages + 1) % EVERY;
        return due;
    }

    /** The page to compare with; null when none is of use. */
    @Nullable
    EarlierPage latest() {
        if (resting > 0) {
            resting--;
            return null;
        }
        return latest;
    }

    /** About how long a page is, in bytes. */
    int usualLength() {
        return latest == null ? 0 : latest.begin(latest.lines());
    }

    void keep(EarlierPage page) {
        latest = page;
        resting = 0;
    }

    /** A page was nothing like the latest. */
    void unlike() {
        resting = REST;
    }
}
