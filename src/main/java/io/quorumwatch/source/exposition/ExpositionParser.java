package io.quorumwatch.source.exposition;

import io.quorumwatch.bus.ScrapeFailure;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
 * <p>Not safe for use by several threads at a time. Holds at most a line, the page's wanted samples, and what
 * {@link ExpositionLimits#rememberedBytes} allows.
 */
public final class ExpositionParser {

    /** How many malformed lines of a page a listener is told of. */
    public static final int FINDINGS = 1000;

    private static final byte[] END_OF_FILE = "# EOF".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] UNIT = "# UNIT ".getBytes(StandardCharsets.US_ASCII);

    private final WantedNames wanted;
    private final ExpositionLimits limits;
    private final PageTally tally;
    private final PageSamples samples = new PageSamples();
    private final LineBuffer begun = new LineBuffer();
    private final SeriesMemory memory;
    private final HeadScanner head;
    private final TailReader tail;
    private @Nullable ScrapeFailure failure;
    private boolean choosy;
    private boolean ended;
    private boolean finished;

    /** Reads the samples of these families, among them those with the suffixes of histograms, summaries, counters and infos. */
    public ExpositionParser(Set<String> wantedFamilies, ExpositionLimits limits) {
        this(new WantedNames(wantedFamilies, false), limits, null);
    }

    private ExpositionParser(WantedNames wanted, ExpositionLimits limits, @Nullable MalformedListener listener) {
        this.wanted = wanted;
        this.limits = limits;
        tally = new PageTally(listener);
        memory = new SeriesMemory(limits.rememberedBytes());
        head = new HeadScanner(limits.labels());
        tail = new TailReader(limits.labels());
    }

    /** Reads every sample, and so validates every line. */
    public static ExpositionParser forEverything(ExpositionLimits limits) {
        return new ExpositionParser(new WantedNames(Set.of(), true), limits, null);
    }

    /** Reads every sample and tells the listener of every line that is left out. */
    public static ExpositionParser forEverything(ExpositionLimits limits, MalformedListener listener) {
        return new ExpositionParser(new WantedNames(Set.of(), true), limits, listener);
    }

    /** A parser of another member's pages that wants the same; the two share what is immutable. */
    public ExpositionParser forAnotherMember() {
        return new ExpositionParser(wanted, limits, null);
    }

    /** Begins a page of which nothing is declared. What was not finished is dropped. */
    public void reset() {
        reset(ExpositionFormat.TEXT);
    }

    /** Begins a page that its {@code Content-Type} declares to be of this format. What was not finished is dropped. */
    public void reset(ExpositionFormat declared) {
        memory.nextPage(finished && failure == null);
        tally.clear();
        samples.clear(declared);
        begun.clear();
        failure = null;
        choosy = false;
        ended = false;
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
        return new PageResult(failure, tally.page(failure == null ? samples.finished() : List.of()));
    }

    private void readBegun() {
        readLine(begun.bytes(), 0, begun.length());
        begun.clear();
    }

    private void readLine(byte[] bytes, int from, int to) {
        tally.addLine();
        if (choosy && from <= bytes.length - Long.BYTES) {
            // The eight bytes may reach into the next line. That cannot turn a wanted name away: a newline is no part
            // of one.
            long first = LineEnds.word(bytes, from);
            if (!wanted.mayBegin(first)) {
                byte kind = wanted.kindOf(first);
                if (kind == WantedNames.UNWANTED) {
                    tally.understand();
                    return;
                }
                if (kind == WantedNames.COMMENT) {
                    return;
                }
            }
        }
        int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
        int start = Characters.skipBlanks(bytes, from, end);
        if (start < end) {
            Malformed refused = readTrimmed(bytes, start, end);
            if (refused != null) {
                tally.refuse(refused, bytes, start, end);
            }
        }
    }

    private @Nullable Malformed readTrimmed(byte[] line, int from, int to) {
        if (ended) {
            return Malformed.AFTER_EOF;
        }
        if (line[from] == '#') {
            readComment(line, from, to);
            return null;
        }
        return readSample(line, from, to);
    }

    private void readComment(byte[] line, int from, int to) {
        if (Arrays.equals(END_OF_FILE, 0, END_OF_FILE.length, line, from, to)) {
            ended = true;
            choosy = false;
            samples.beOpenMetrics();
        } else if (to - from > UNIT.length && Arrays.equals(UNIT, 0, UNIT.length, line, from, from + UNIT.length)) {
            samples.beOpenMetrics();
        }
    }

    private @Nullable Malformed readSample(byte[] line, int from, int to) {
        Series series = memory.expected(line, from, to);
        int valueFrom;
        if (series == null) {
            if (choosy && isUnwanted(line, from, to)) {
                tally.understand();
                return null;
            }
            Malformed refused = head.scan(line, from, to);
            if (refused != null) {
                return refused;
            }
            valueFrom = head.valueFrom();
        } else {
            valueFrom = from + series.head.length;
        }
        Malformed refused = tail.read(line, valueFrom, to);
        if (refused != null) {
            return refused;
        }
        if (series == null && wanted.wants(line, head.nameFrom(), head.nameTo())) {
            series = memory.find(line, from, head);
            if (series == null) {
                return Malformed.NOT_UTF_8;
            }
        }
        tally.understand();
        choosy = true;
        if (series != null) {
            add(series);
        }
        return null;
    }

    private boolean isUnwanted(byte[] line, int from, int to) {
        return Characters.isNameStart(line[from]) && !wanted.wants(line, from, Characters.endOfName(line, from, to));
    }

    private void add(Series series) {
        if (samples.size() == limits.samples()) {
            failure = ScrapeFailure.TOO_MANY_SAMPLES;
        } else {
            samples.add(series, tail);
        }
    }
}
