package io.quorumwatch.bus;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The way back from {@link JsonForm} to the records. */
final class JsonReader {

    private JsonReader() {}

    static BusMessage read(Class<? extends BusMessage> type, JsonFields json) {
        if (type == MemberReading.class) {
            return reading(json);
        }
        if (type == Verdict.class) {
            return verdict(json);
        }
        if (type == HealthReport.class) {
            return report(json);
        }
        if (type == AgentDoubt.class) {
            return doubt(json);
        }
        if (type == LogEvent.class) {
            return event(json);
        }
        if (type == Incident.class) {
            return IncidentJson.read(json);
        }
        throw new IllegalArgumentException("no JSON form: " + type.getName());
    }

    private static MemberReading reading(JsonFields json) {
        Signals.Builder signals = new Signals.Builder();
        json.object("signals").forEach((word, value) -> {
            Signal signal = known(word);
            if (signal != null) {
                signals.set(signal, number(word, value));
            }
        });
        Map<String, Boolean> links = new TreeMap<>();
        json.object("links").forEach((peer, up) -> links.put(peer, Boolean.TRUE.equals(up)));
        return new MemberReading(
                json.text("watched"),
                json.text("member"),
                json.text("role"),
                json.time("asked_at"),
                json.time("answered_at"),
                json.wordOrNull(ScrapeFailure.class, "failure"),
                json.truth("extra"),
                json.truth("restarted"),
                signals.build(),
                links,
                json.textOrNull("identity"),
                json.textOrNull("group"),
                json.textOrNull("network"),
                json.textOrNull("error"));
    }

    private static LogEvent event(JsonFields json) {
        Map<String, String> fields = new TreeMap<>();
        json.object("fields").forEach((name, value) -> fields.put(name, String.valueOf(value)));
        return new LogEvent(
                json.text("watched"),
                json.text("member"),
                json.text("role"),
                json.time("at"),
                json.time("read_at"),
                json.word(EventKind.class, "event"),
                fields,
                json.text("line"));
    }

    private static Verdict verdict(JsonFields json) {
        return new Verdict(
                json.text("watched"),
                json.word(Concern.class, "concern"),
                json.text("condition"),
                json.textOrNull("subject"),
                json.word(VerdictState.class, "state"),
                json.word(VerdictState.class, "previous"),
                json.word(Severity.class, "severity"),
                json.time("at"),
                json.time("since"),
                json.text("reason"),
                widened(json.object("evidence")));
    }

    private static HealthReport report(JsonFields json) {
        Instant generatedAt = json.time("generated_at");
        SortedMap<String, ComponentHealth> components = new TreeMap<>();
        Map<String, Object> objects = json.object("components");
        objects.forEach((name, ignored) -> components.put(
                name, component(name, generatedAt, new JsonFields(new JsonFields(objects).object(name)))));
        return new HealthReport(
                json.word(HealthStatus.class, "status"),
                generatedAt,
                json.texts("causes"),
                widened(json.object("details")),
                components);
    }

    private static ComponentHealth component(String name, Instant generatedAt, JsonFields json) {
        return new ComponentHealth(
                name,
                json.word(HealthStatus.class, "status"),
                json.textOrNull("reason"),
                json.time("since"),
                generatedAt.minus(Duration.ofMillis(json.whole("age_ms"))),
                json.truth("critical"),
                widened(json.object("details")));
    }

    private static AgentDoubt doubt(JsonFields json) {
        return new AgentDoubt(
                json.time("at"),
                json.time("until"),
                json.time("pages_after"),
                json.text("reason"),
                json.whole("lost_ms"));
    }

    /** A newer agent may know more signals than this one. */
    private static @Nullable Signal known(String word) {
        for (Signal signal : Signal.values()) {
            if (signal.word().equals(word)) {
                return signal;
            }
        }
        return null;
    }

    private static double number(String word, @Nullable Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if ("+Inf".equals(value)) {
            return Double.POSITIVE_INFINITY;
        }
        if ("-Inf".equals(value)) {
            return Double.NEGATIVE_INFINITY;
        }
        throw new IllegalArgumentException("field signals." + word + ": expected a number, found " + value);
    }

    /** JSON does not tell an int from a long; which of them comes back must not depend on how large the number is. */
    private static Map<String, Object> widened(Map<String, Object> object) {
        Map<String, Object> result = new TreeMap<>();
        object.forEach((key, value) -> putWidened(result, key, value));
        return result;
    }

    @SuppressWarnings("NullAway")
    private static void putWidened(Map<String, Object> result, String key, @Nullable Object value) {
        result.put(key, widen(value));
    }

    private static @Nullable Object widen(@Nullable Object value) {
        if (value instanceof Integer number) {
            return number.longValue();
        }
        if (value instanceof List<?> items) {
            List<@Nullable Object> list = new ArrayList<>(items.size());
            items.forEach(item -> list.add(widen(item)));
            return list;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> object = new TreeMap<>();
            map.forEach((key, item) -> putWidened(object, String.valueOf(key), item));
            return object;
        }
        return value;
    }
}
