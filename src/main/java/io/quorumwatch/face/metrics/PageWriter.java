package io.quorumwatch.face.metrics;

import io.quorumwatch.face.metrics.MetricNames.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Writes a page of metrics straight into bytes, in either format. A family's head is written together with its first sample, so a family
 * without one leaves no trace. All samples of a family must be written before the next one begins. Not for use by several threads.
 */
final class PageWriter {

    private static final long EXACT_IN_DOUBLE = 1L << 53;
    private static final byte[] BUCKET = ascii("_bucket{");
    private static final byte[] BOUND = ascii("le=\"");
    private static final byte[] COUNT = ascii("_count");
    private static final byte[] SUM = ascii("_sum");

    private final MetricsFormat format;
    private byte[] page = new byte[8192];
    private int length;
    private int lines;

    private byte[] name = {};
    private MetricNames family = MetricNames.INFO;
    private boolean headWritten;

    PageWriter(MetricsFormat format) {
        this.format = format;
    }

    void begin(MetricNames next) {
        family = next;
        name = ascii(next.fullName());
        headWritten = false;
    }

    void sample(LabelText labels, double value) {
        startLine();
        append(name);
        labels(labels, LabelText.NONE);
        endLine(value);
    }

    void sample(LabelText labels, LabelText last, double value) {
        startLine();
        append(name);
        labels(labels, last);
        endLine(value);
    }

    /** Writes the buckets, the count and the sum. */
    void histogram(LabelText labels, Histogram histogram) {
        long below = 0;
        for (int bucket = 0; bucket < histogram.buckets(); bucket++) {
            below += histogram.count(bucket);
            startLine();
            append(name);
            append(BUCKET);
            if (labels.bytes().length > 0) {
                append(labels.bytes());
                append(',');
            }
            append(BOUND);
            append(ascii(bound(histogram.bound(bucket))));
            append('"');
            append('}');
            endLine(below);
        }
        startLine();
        append(name);
        append(COUNT);
        labels(labels, LabelText.NONE);
        endLine(below);
        startLine();
        append(name);
        append(SUM);
        labels(labels, LabelText.NONE);
        endLine(histogram.sum());
    }

    /** How many samples have been written. */
    int lines() {
        return lines;
    }

    /** What has been written since the last call, without the end mark that OpenMetrics asks for: other families may follow. */
    byte[] takeBytes() {
        byte[] taken = Arrays.copyOf(page, length);
        length = 0;
        return taken;
    }

    private void startLine() {
        if (!headWritten) {
            headWritten = true;
            String metric = format.familyName(family);
            Type type = family.type();
            boolean known = type != Type.INFO || format == MetricsFormat.OPENMETRICS;
            String word = known ? type.name().toLowerCase(Locale.ROOT) : "gauge";
            append(ascii("# HELP " + metric + " " + family.help() + "\n# TYPE " + metric + " " + word + "\n"));
        }
        lines++;
    }

    private void labels(LabelText labels, LabelText last) {
        if (labels.bytes().length + last.bytes().length == 0) {
            return;
        }
        append('{');
        append(labels.bytes());
        if (labels.bytes().length > 0 && last.bytes().length > 0) {
            append(',');
        }
        append(last.bytes());
        append('}');
    }

    private void endLine(double value) {
        append(' ');
        if (value == Math.rint(value) && Math.abs(value) < EXACT_IN_DOUBLE) {
            appendWhole((long) value);
        } else {
            append(ascii(special(value)));
        }
        append('\n');
    }

    private void appendWhole(long value) {
        if (value < 0) {
            append('-');
        }
        long rest = Math.abs(value);
        long digit = 1;
        while (digit <= rest / 10) {
            digit *= 10;
        }
        for (; digit > 0; digit /= 10) {
            append((char) ('0' + rest / digit % 10));
        }
    }

    private static String bound(double bound) {
        return Double.isInfinite(bound) ? "+Inf" : Double.toString(bound);
    }

    private static String special(double value) {
        return Double.isInfinite(value) ? value > 0 ? "+Inf" : "-Inf" : Double.toString(value);
    }

    private void append(char asciiCharacter) {
        grow(1);
        page[length++] = (byte) asciiCharacter;
    }

    private void append(byte[] bytes) {
        grow(bytes.length);
        System.arraycopy(bytes, 0, page, length, bytes.length);
        length += bytes.length;
    }

    private void grow(int more) {
        if (length + more > page.length) {
            page = Arrays.copyOf(page, Math.max(length + more, 2 * page.length));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
