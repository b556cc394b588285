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
 * report before but for their age, so what they say is written once and only their age anew. Not for use by several threads at once.
 */
final class ReportBody {

    private static final String COMPONENTS = "components";
    private static final String NO_AGE = "{\"age_ms\":0";

    private static final String OPENING = "\"components\":{";

    /** What stands before and behind a component's age. */
    private record Written(byte[] before, byte[] behind) {}

    private Map<ComponentHealth, Written> written = new IdentityHashMap<>();

    /** Of the last body. The next one is about as long, and growing from nothing would cost as much again. */
    private int length;

    Buffer of(HealthReport report) {
        SortedMap<String, Object> head = JsonForm.headOf(report);
        byte[] before = encoded(head.headMap(COMPONENTS));
        Map<ComponentHealth, Written> present =
                new IdentityHashMap<>(report.components().size());
        Buffer body = Buffer.buffer(length + length / 16).appendBytes(before, 0, before.length - 1);
        body.appendString(before.length > 2 ? "," + OPENING : OPENING);
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
        byte[] behind = encoded(head.tailMap(COMPONENTS + '\0'));
        body.appendString(behind.length > 2 ? "}," : "}").appendBytes(behind, 1, behind.length - 1);
        length = body.length();
        return body;
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
