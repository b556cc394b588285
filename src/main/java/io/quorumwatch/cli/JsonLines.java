package io.quorumwatch.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.Map;

/** Writes one JSON object per line. The keys keep the order of the map. */
final class JsonLines {

    private final JsonMapper mapper = new JsonMapper();
    private final PrintWriter out;

    JsonLines(PrintWriter out) {
        this.out = out;
    }

    void write(Map<String, ?> object) {
        try {
            out.println(mapper.writeValueAsString(object));
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException("only plain values are written", unwritable);
        }
    }
}
