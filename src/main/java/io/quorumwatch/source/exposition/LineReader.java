package io.quorumwatch.source.exposition;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads whole lines that must be looked at: those that may be wanted, and all of them until the page is trusted. */
final class LineReader {

    private static final byte[] END_OF_FILE = "# EOF".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] UNIT = "# UNIT ".getBytes(StandardCharsets.US_ASCII);

    private final WantedNames wanted;
    private final int mostSamples;
    private final PageTally tally;
    private final SeriesMemory memory;
    private final HeadScanner head;
    private final TailReader tail;
    private final PageSamples samples = new PageSamples();
    private boolean trusted;
    private boolean ended;
    private boolean tooMany;

    LineReader(WantedNames wanted, ExpositionLimits limits, PageTally tally) {
        this.wanted = wanted;
        this.tally = tally;
        mostSamples = limits.samples();
        memory = new SeriesMemory(limits.rememberedBytes());
        head = new HeadScanner(limits.labels());
        tail = new TailReader(limits.labels());
    }

    /** Begins a page that is declared to be of this format; {@code whole} says whether the last one was read to its end. */
    void nextPage(boolean whole, ExpositionFormat declared) {
        memory.nextPage(whole);
        samples.clear(declared);
        trusted = false;
        ended = false;
        tooMany = false;
    }

    /** Whether the page has had a well-formed sample and not its end, so that unwanted lines may be passed over. */
    boolean trustsPage() {
        return trusted && !ended;
    }

    boolean hasTooManySamples() {
        return tooMany;
    }

    /** The wanted samples of the page up to here. The list is used again for the next page: copy it. */
    List<Sample> samples() {
        return samples.finished();
    }

    /** Reads the line, its newline left out. */
    void read(byte[] bytes, int from, int to) {
        tally.addLine();
        int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
        int start = Characters.skipBlanks(bytes, from, end);
        if (start == end) {
            return;
        }
        Malformed refused = null;
        if (ended) {
            refused = Malformed.AFTER_EOF;
        } else if (bytes[start] == '#') {
            readComment(bytes, start, end);
        } else {
            refused = readSample(bytes, start, end);
        }
        if (refused != null) {
            tally.refuse(refused, bytes, start, end);
        }
    }

    private void readComment(byte[] line, int from, int to) {
        ended = Arrays.equals(END_OF_FILE, 0, END_OF_FILE.length, line, from, to);
        boolean unit = to - from > UNIT.length && Arrays.equals(UNIT, 0, UNIT.length, line, from, from + UNIT.length);
        if (ended || unit) {
            samples.beOpenMetrics();
        }
    }

    private @Nullable Malformed readSample(byte[] line, int from, int to) {
        if (memory.expects(line, from, to)) {
            Malformed refused = tail.read(line, memory.valueFrom(), to);
            return refused == null ? understand(memory.name(), memory.labels()) : refused;
        }
        if (trusted && isUnwanted(line, from, to)) {
            return understand();
        }
        Malformed refused = head.scan(line, from, to);
        if (refused == null) {
            refused = tail.read(line, head.valueFrom(), to);
        }
        if (refused != null) {
            return refused;
        }
        if (!wanted.wants(line, head.nameFrom(), head.nameTo())) {
            return understand();
        }
        Series found = memory.find(line, from, head);
        return found == null ? Malformed.NOT_UTF_8 : understand(found.name, found.labels);
    }

    private boolean isUnwanted(byte[] line, int from, int to) {
        return Characters.isNameStart(line[from]) && !wanted.wants(line, from, LineEnds.endOfWord(line, from, to));
    }

    /** The line is a sample of this series. Answers null, for nothing is wrong with it. */
    private @Nullable Malformed understand(String name, Labels labels) {
        tooMany = samples.size() == mostSamples;
        if (!tooMany) {
            samples.add(name, labels, tail);
        }
        return understand();
    }

    /** The line is a sample, perhaps one that nobody wants. Answers null, for nothing is wrong with it. */
    private @Nullable Malformed understand() {
        tally.understand();
        trusted = true;
        return null;
    }
}
