package io.quorumwatch.source.exposition;

/**
 * Passes over the lines that nobody wants: nine of ten lines, so this loop is what a look costs. It compares them with those of an
 * earlier page, or else only looks at how a line begins and for its end, keeps its counts in registers, and leaves every line that it is
 * not sure of.
 */
final class LineSkipper {

    private final WantedNames wanted;
    private final int lineBytes;
    private final PageTally tally;
    private final PageComparison comparison;

    LineSkipper(WantedNames wanted, int lineBytes, PageTally tally, EarlierPages earlier) {
        this.wanted = wanted;
        this.lineBytes = lineBytes;
        this.tally = tally;
        comparison = new PageComparison(earlier, tally);
    }

    /** Begins a page; {@code whole} says whether the last one was read to its end. */
    void nextPage(boolean whole) {
        comparison.nextPage(whole);
    }

    /** Counts whole unwanted lines and comments from {@code from} on; returns where the first other line begins. */
    int skip(byte[] bytes, int from, int to) {
        int at = from;
        int lines = 0;
        int samples = 0;
        for (int last = Math.min(to - 1, bytes.length - Long.BYTES); at <= last; ) {
            // The eight bytes may reach into the next line. That cannot turn a wanted name away: a newline is no part
            // of one.
            long first = LineEnds.word(bytes, at);
            byte kind = wanted.kindOf(first, bytes, at, to);
            if (kind == WantedNames.EXAMINE) {
                break;
            }
            int other = comparison.pass(bytes, at, to);
            if (other > at) {
                at = other;
                continue;
            }
            int end = LineEnds.next(bytes, at, to);
            if (end == to || end - at > lineBytes) {
                break;
            }
            comparison.add(bytes, at, end + 1, kind == WantedNames.UNWANTED);
            lines++;
            samples += kind;
            at = end + 1;
        }
        tally.skipped(lines, samples);
        return at;
    }
}
