package io.quorumwatch.bus;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The documented JSON form of every record on the bus, as maps, lists, strings, numbers and booleans: what the bridge, clustered mode,
 * {@code --format json} and {@code /health} show.
 *
 * <p>Keys are sorted. Times are RFC 3339 in UTC with milliseconds; what is finer is cut off. An absent value is null, unless the
 * record's form says that its field is left out. Numbers that JSON cannot write are the strings of the exposition format:
 * {@code NaN}, {@code +Inf}, {@code -Inf}. Reading back gives an equal record, up to those milliseconds, and up to whole numbers of
 * evidence and details, which come back as {@code Long}.
 *
 * <table>
 * <caption>Fields</caption>
 * <tr><td>{@link MemberReading}</td><td>kind ("reading"), watched, member, role, asked_at, answered_at, failure (its word, or null),
 *     extra, restarted, signals (an object by {@link Signal#word()}), links (an object, true where up), identity, group, network</td></tr>
 * <tr><td>{@link Verdict}</td><td>kind ("verdict"), at, watched, concern, condition, subject, state, previous, severity, since, reason,
 *     evidence</td></tr>
 * <tr><td>{@link HealthReport}</td><td>the body of {@code /health}: schema_version, status, generated_at, causes, details, components by
 *     name: status, reason (left out when ready), since, age_ms (at generated_at), critical, details (left out when empty)</td></tr>
 * <tr><td>{@link LogEvent}</td><td>kind ("event"), at, read_at, watched, member, role, event (its {@link EventKind#word()}), fields (an
 *     object), line</td></tr>
 * <tr><td>{@link Incident}</td><td>kind ("incident"), at, watched, id, state, opened_at, resolved_at, severity, conditions (keys, the loudest
 *     first, each once), findings (condition, subject, severity, since, firing), causes (cause, likelihood, subjects, for, against,
 *     unknown, next)</td></tr>
 * <tr><td>{@link AgentDoubt}</td><td>kind ("doubt"), at, until, pages_after, reason, lost_ms</td></tr>
 * </table>
 */
public final class JsonForm {

    /** The version of the {@code /health} body. */
    public static final int SCHEMA_VERSION = 1;

    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private JsonForm() {}

    /** The JSON form of a message. Its nested values are of the types named above only. */
    public static SortedMap<String, Object> of(BusMessage message) {
        if (message instanceof MemberReading reading) {
            return ofReading(reading);
        }
        if (message instanceof Verdict verdict) {
            return ofVerdict(verdict);
        }
        if (message instanceof HealthReport report) {
            return ofReport(report);
        }
        if (message instanceof AgentDoubt doubt) {
            return ofDoubt(doubt);
        }
        if (message instanceof LogEvent event) {
            return ofEvent(event);
        }
        if (message instanceof Incident incident) {
            return IncidentJson.of(incident);
        }
        throw new IllegalArgumentException("no JSON form: " + message.getClass().getName());
    }

    /**
     * Reads a message back.
     *
     * @throws IllegalArgumentException when a field is missing or not as documented; the message names it
     */
    public static <T extends BusMessage> T read(Class<T> type, Map<String, ?> json) {
        return type.cast(JsonReader.read(type, new JsonFields(json)));
    }

    /** A time as all forms write it; null for {@link Instant#MIN}, which stands for "never". */
    public static @Nullable String time(Instant instant) {
        return instant.equals(Instant.MIN) ? null : MILLISECONDS.format(instant);
    }

    /** One component of a report, as {@code /health} shows it. */
    public static SortedMap<String, Object> ofComponent(ComponentHealth component, Instant generatedAt) {
        SortedMap<String, Object> json = new TreeMap<>();
        json.put("status", component.status().word());
        if (component.reason() != null) {
            json.put("reason", component.reason());
        }
        put(json, "since", time(component.since()));
        json.put("age_ms", component.ageMillis(generatedAt));
        json.put("critical", component.critical());
        if (!component.details().isEmpty()) {
            json.put("details", plain(component.details()));
        }
        return json;
    }

    private static SortedMap<String, Object> ofReading(MemberReading reading) {
        SortedMap<String, Object> signals = new TreeMap<>();
        reading.signals().asMap().forEach((signal, value) -> put(signals, signal.word(), plain(value)));
        SortedMap<String, Object> json = new TreeMap<>();
        json.put("kind", "reading");
        json.put("watched", reading.watched());
        json.put("member", reading.member());
        json.put("role", reading.role());
        put(json, "asked_at", time(reading.askedAt()));
        put(json, "answered_at", time(reading.answeredAt()));
        put(json, "failure", plain(reading.failure()));
        json.put("extra", reading.extra());
        json.put("restarted", reading.restarted());
        json.put("signals", signals);
        json.put("links", new TreeMap<>(reading.links()));
        put(json, "identity", reading.identity());
        put(json, "group", reading.group());
        put(json, "network", reading.network());
        put(json, "error", reading.error());
        return json;
    }

    private static SortedMap<String, Object> ofVerdict(Verdict verdict) {
        SortedMap<String, Object> json = new TreeMap<>();
        json.put("kind", "verdict");
        put(json, "at", time(verdict.at()));
        json.put("watched", verdict.watched());
        json.put("concern", verdict.concern().word());
        json.put("condition", verdict.condition());
        put(json, "subject", verdict.subject());
        json.put("state", verdict.state().word());
        json.put("previous", verdict.previous().word());
        json.put("severity", verdict.severity().word());
        put(json, "since", time(verdict.since()));
        json.put("reason", verdict.reason());
        put(json, "evidence", plain(verdict.evidence()));
        return json;
    }

    private static SortedMap<String, Object> ofEvent(LogEvent event) {
        SortedMap<String, Object> json = new TreeMap<>();
        json.put("kind", "event");
        put(json, "at", time(event.at()));
        put(json, "read_at", time(event.readAt()));
        json.put("watched", event.watched());
        json.put("member", event.member());
        json.put("role", event.role());
        json.put("event", event.kind().word());
        json.put("fields", new TreeMap<>(event.fields()));
        json.put("line", event.line());
        return json;
    }

    private static SortedMap<String, Object> ofReport(HealthReport report) {
        SortedMap<String, Object> components = new TreeMap<>();
        report.components()
                .forEach((name, component) -> components.put(name, ofComponent(component, report.generatedAt())));
        SortedMap<String, Object> json = headOf(report);
        json.put("components", components);
        return json;
    }

    /** The JSON form of a report without its components, which may be thousands. */
    public static SortedMap<String, Object> headOf(HealthReport report) {
        SortedMap<String, Object> json = new TreeMap<>();
        json.put("schema_version", SCHEMA_VERSION);
        json.put("status", report.status().word());
        put(json, "generated_at", time(report.generatedAt()));
        json.put("causes", report.causes());
        put(json, "details", plain(report.details()));
        return json;
    }

    private static SortedMap<String, Object> ofDoubt(AgentDoubt doubt) {
        SortedMap<String, Object> json = new TreeMap<>();
        json.put("kind", "doubt");
        put(json, "at", time(doubt.at()));
        put(json, "until", time(doubt.until()));
        put(json, "pages_after", time(doubt.pagesAfter()));
        json.put("reason", doubt.reason());
        json.put("lost_ms", doubt.lostMillis());
        return json;
    }

    /** Null stands for "absent" in JSON, which the map's own type does not say. */
    @SuppressWarnings("NullAway")
    static void put(Map<String, Object> json, String key, @Nullable Object value) {
        json.put(key, value);
    }

    /** Evidence may hold what is handy for a judge; JSON holds only its own types. */
    private static @Nullable Object plain(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Map<?, ?> map) {
            SortedMap<String, Object> sorted = new TreeMap<>();
            map.forEach((key, item) -> put(sorted, String.valueOf(key), plain(item)));
            return sorted;
        }
        if (value instanceof Collection<?> items) {
            List<@Nullable Object> list = new ArrayList<>(items.size());
            items.forEach(item -> list.add(plain(item)));
            return list;
        }
        if (value instanceof Double || value instanceof Float) {
            return number(((Number) value).doubleValue());
        }
        if (value instanceof Word word) {
            return word.word();
        }
        if (value instanceof Instant instant) {
            return time(instant);
        }
        if (value instanceof Duration duration) {
            return number(duration.toNanos() / 1e9);
        }
        boolean asItIs = value instanceof String || value instanceof Number || value instanceof Boolean;
        return asItIs ? value : value.toString();
    }

    private static Object number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return value;
    }
}
