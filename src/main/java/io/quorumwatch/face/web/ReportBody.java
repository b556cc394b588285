package io.quorumwatch.face.web;

import io.quorumwatch.bus.ComponentHealth;
import io.quorumwatch.bus.HealthReport;
import io.quorumwatch.bus.JsonForm;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes the body of {@code /health}: the {@link JsonForm} of a report. Of thousands of components most are the very same as in the
 * report before but for their age, so what they say is written once and only their age anew. Used from one event loop.
 */
final class ReportBody {

    private static final String COMPONENTS = "components";
    private static final String NO_AGE = "{\"age_ms\":0";

    /** What stands before and behind a component's age. */
    private record Written(byte[] before, byte[] behind) {}

    private Map<ComponentHealth, Written> written = new IdentityHashMap<>();

    /**
     * The body.
     *
     * @param json the report's form, in which the components need not be
     */
    Buffer of(SortedMap<String, Object> json, HealthReport report) {
        Map<ComponentHealth, Written> present =
                new IdentityHashMap<>(report.components().size());
        Buffer body = Buffer.buffer(encoded(json.headMap(COMPONENTS)));
        body = body.getBuffer(0, body.length() - 1).copy();
        body.appendString(body.length() > 1 ? ",\"components\":{" : "\"components\":{");
        boolean first = true;
        for (ComponentHealth component : report.components().values()) {
            Written parts = written.get(component);
            parts = parts == null ? write(component) : parts;
            present.put(component, parts);
            if (!first) {
                body.appendByte((byte) ',');
            }
            first = false;
            body.appendBytes(parts.before)
                    .appendString(Long.toString(component.ageMillis(report.generatedAt())))
                    .appendBytes(parts.behind);
        }
        written = present;
        byte[] rest = encoded(json.tailMap(COMPONENTS + '\0'));
        return body.appendString(rest.length > 2 ? "}," : "}").appendBytes(rest, 1, rest.length - 1);
    }

    private static Written write(ComponentHealth component) {
        Map<String, Object> named = new TreeMap<>();
        named.put(component.name(), JsonForm.ofComponent(component, component.judgedAt()));
        String text = JsonBody.text(named);
        int age = text.indexOf(NO_AGE) + NO_AGE.length() - 1;
        return new Written(
                text.substring(1, age).getBytes(StandardCharsets.UTF_8),
                text.substring(age + 1, text.length() - 1).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] encoded(Map<String, Object> json) {
        return JsonBody.of(json).getBytes();
    }
}
