package io.quorumwatch.source.exposition;

import io.quorumwatch.bus.ScrapeFailure;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one page after the other of one member: {@link #reset}, {@link #accept} for every chunk as it arrives, {@link #finish}. Chunks
 * may end anywhere; bytes are read where they lie and never after the call.
 *
 * <p>Both formats are read, Prometheus text 0.0.4 and OpenMetrics 1.0, and any mixture, because servers mix them. See
 * {@link ExpositionFormat} for the one place where it matters which it is.
 *
 * <p>Lines of unwanted families are turned away by their first bytes and are not validated. But until a page has shown its first
 * well-formed sample, every line is read in full, wanted or not. A page is exposition text ({@link ScrapeFailure#BAD_BODY} otherwise)
 * when at most as many of its lines are malformed as are samples, blank lines and comments not counted. So an empty page is one, and so
 * is one of comments alone; HTML, JSON, prose and binary data are not.
 *
 * <p>Unwanted lines that an earlier page had too are not even searched for their ends, see {@link PageComparison}.
 *
 * <p>Not safe for use by several threads at a time. Holds at most a line, the page's wanted samples, what
 * {@link ExpositionLimits#rememberedBytes} allows, and, together with the parsers {@link #forAnotherMember}, the unwanted lines of one
 * page, 256 KiB at most.
 */
public final class ExpositionParser {

    /** How many malformed lines of a page a listener is told of. */
    public static final int FINDINGS = 1000;

    private final WantedNames wanted;
    private final EarlierPages earlier;
    private final ExpositionLimits limits;
    private final PageTally tally;
    private final LineSkipper skipper;
    private final LineReader reader;
    private final LineBuffer begun = new LineBuffer();
    private @Nullable ScrapeFailure failure;
    private boolean finished;

    /** Reads the samples of these families, among them those with the suffixes of histograms, summaries, counters and infos. */
    public ExpositionParser(Set<String> wantedFamilies, ExpositionLimits limits) {
        this(new WantedNames(wantedFamilies, false), new EarlierPages(), limits, null);
    }

    private ExpositionParser(
            WantedNames wanted, EarlierPages earlier, ExpositionLimits limits, @Nullable MalformedListener listener) {
        this.wanted = wanted;
        this.earlier = earlier;
        this.limits = limits;
        tally = new PageTally(listener);
        skipper = new LineSkipper(wanted, limits.lineBytes(), tally, earlier);
        reader = new LineReader(wanted, limits, tally);
    }

    /** Reads every sample, and so validates every line. */
    public static ExpositionParser forEverything(ExpositionLimits limits) {
        return new ExpositionParser(new WantedNames(Set.of(), true), new EarlierPages(), limits, null);
    }

    /** Reads every sample and tells the listener of every line that is left out. */
    public static ExpositionParser forEverything(ExpositionLimits limits, MalformedListener listener) {
        return new ExpositionParser(new WantedNames(Set.of(), true), new EarlierPages(), limits, listener);
    }

    /** A parser of another member's pages that wants the same, for use on the same thread: the two share what they know of pages. */
    public ExpositionParser forAnotherMember() {
        return new ExpositionParser(wanted, earlier, limits, null);
    }

    /** Begins a page of which nothing is declared. What was not finished is dropped. */
    public void reset() {
        reset(ExpositionFormat.TEXT);
    }

    /** Begins a page that its {@code Content-Type} declares to be of this format. What was not finished is dropped. */
    public void reset(ExpositionFormat declared) {
        boolean whole = finished && failure == null;
        reader.nextPage(whole, declared);
        skipper.nextPage(whole);
        tally.clear();
        begun.clear();
        failure = null;
        finished = false;
    }

    /**
     * Reads the next bytes of the page, from {@code from} to before {@code to}.
     *
     * @return why the page has failed, or null as long as it has not. A failed page ignores further bytes.
     */
    public @Nullable ScrapeFailure accept(byte[] bytes, int from, int to) {
        if (finished) {
            throw new IllegalStateException("the page is finished; reset begins the next one");
        }
        if (failure != null) {
            return failure;
        }
        Objects.checkFromToIndex(from, to, bytes.length);
        tally.addBytes(to - from);
        int at = from;
        while (at < to && failure == null) {
            if (begun.length() == 0 && reader.trustsPage()) {
                at = skipper.skip(bytes, at, to);
            }
            int end = LineEnds.next(bytes, at, to);
            if (end - at > limits.lineBytes() - begun.length()) {
                failure = ScrapeFailure.LINE_TOO_LONG;
            } else if (end == to) {
                begun.add(bytes, at, to);
            } else if (begun.length() > 0) {
                begun.add(bytes, at, end);
                readBegun();
            } else {
                readLine(bytes, at, end);
            }
            at = end + 1;
        }
        return failure;
    }

    /** Ends the page; a last line needs no newline. The parser then waits for {@link #reset}. */
    public PageResult finish() {
        if (finished) {
            throw new IllegalStateException("the page is finished already");
        }
        if (failure == null && begun.length() > 0) {
            readBegun();
        }
        if (failure == null && !tally.isExposition()) {
            failure = ScrapeFailure.BAD_BODY;
        }
        finished = true;
        return new PageResult(failure, tally.page(failure == null ? reader.samples() : List.of()));
    }

    private void readBegun() {
        readLine(begun.bytes(), 0, begun.length());
        begun.clear();
    }

    private void readLine(byte[] bytes, int from, int to) {
        reader.read(bytes, from, to);
        if (reader.hasTooManySamples()) {
            failure = ScrapeFailure.TOO_MANY_SAMPLES;
        }
    }
}
