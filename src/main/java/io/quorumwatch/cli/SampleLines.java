package io.quorumwatch.cli;

import io.quorumwatch.source.exposition.Labels;
import io.quorumwatch.source.exposition.Sample;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Samples as JSON lines with the keys {@code name}, {@code labels}, {@code value} and {@code timestamp}. The value is a string,
 * since JSON has no {@code NaN}; the timestamp is in epoch milliseconds, null when the line carries none.
 */
final class SampleLines {

    private final JsonLines lines;

    SampleLines(PrintWriter out) {
        this.lines = new JsonLines(out);
    }

    void write(List<Sample> samples) {
        for (Sample sample : samples) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("name", sample.name());
            line.put("labels", labels(sample.labels()));
            line.put("value", DecimalText.of(sample.value()));
            boolean timed = sample.timestampMillis() != Sample.NO_TIMESTAMP;
            line.put("timestamp", timed ? sample.timestampMillis() : null);
            lines.write(line);
        }
    }

    private static Map<String, String> labels(Labels labels) {
        Map<String, String> object = new LinkedHashMap<>();
        for (int i = 0; i < labels.size(); i++) {
            object.put(labels.name(i), labels.value(i));
        }
        return object;
    }
}
