package io.quorumwatch.source.exposition;

import org.jspecify.annotations.Nullable;

/** Reads what stands behind the labels of a sample line: value, timestamp, exemplar. */
final class TailReader {

    /** Beyond it a timestamp in seconds has no milliseconds in a long. In milliseconds that is 290,000 years from now. */
    private static final long FARTHEST = Long.MAX_VALUE / 1000;

    private final NumberReader number = new NumberReader();
    private final int mostLabels;
    private double value;
    private long timestamp;
    private boolean inSeconds;
    private boolean exemplar;

    TailReader(int mostLabels) {
        this.mostLabels = mostLabels;
    }

    /** Reads the line from its value on. Null when it is well formed. */
    @Nullable
    Malformed read(byte[] line, int from, int to) {
        timestamp = Sample.NO_TIMESTAMP;
        inSeconds = false;
        exemplar = false;
        int at = number.read(line, from, to);
        if (!ends(line, at, to)) {
            return Malformed.BAD_VALUE;
        }
        value = number.value();
        if (at == to) {
            return null;
        }
        at = Characters.skipBlanks(line, at, to);
        if (at < to && line[at] != '#') {
            at = readTimestamp(line, at, to);
            if (at < 0) {
                return Malformed.BAD_TIMESTAMP;
            }
            at = Characters.skipBlanks(line, at, to);
        }
        if (at == to) {
            return null;
        }
        return line[at] == '#' ? readExemplar(line, at + 1, to) : Malformed.BAD_TIMESTAMP;
    }

    private int readTimestamp(byte[] line, int from, int to) {
        int at = number.read(line, from, to);
        if (!ends(line, at, to) || !(Math.abs(number.value()) <= FARTHEST)) {
            return NumberReader.NONE;
        }
        inSeconds = !number.isWhole();
        timestamp = inSeconds ? Math.round(number.value() * 1000) : number.wholeValue();
        return at;
    }

    private @Nullable Malformed readExemplar(byte[] line, int from, int to) {
        exemplar = true;
        int at = Characters.skipBlanks(line, from, to);
        LabelScanner labels = new LabelScanner(mostLabels);
        if (at == to || line[at] != '{' || labels.scan(line, at + 1, to) != null || labels.metricFrom() >= 0) {
            return Malformed.BAD_EXEMPLAR;
        }
        if (QuotedText.read(line, at, labels.end()) == null) {
            return Malformed.NOT_UTF_8;
        }
        at = number.read(line, Characters.skipBlanks(line, labels.end(), to), to);
        if (!ends(line, at, to)) {
            return Malformed.BAD_EXEMPLAR;
        }
        at = Characters.skipBlanks(line, at, to);
        if (at < to) {
            at = number.read(line, at, to);
            if (!ends(line, at, to) || !Double.isFinite(number.value())) {
                return Malformed.BAD_EXEMPLAR;
            }
            at = Characters.skipBlanks(line, at, to);
        }
        return at == to ? null : Malformed.BAD_EXEMPLAR;
    }

    private static boolean ends(byte[] line, int at, int to) {
        return at >= 0 && (at == to || Characters.isBlank(line[at]));
    }

    double value() {
        return value;
    }

    /** In milliseconds when it {@link #isInSeconds} on the line, else as it stands there; or {@link Sample#NO_TIMESTAMP}. */
    long timestamp() {
        return timestamp;
    }

    /** Whether the timestamp can only be one in seconds, because it has a fraction. */
    boolean isInSeconds() {
        return inSeconds;
    }

    boolean hasExemplar() {
        return exemplar;
    }
}
