package io.quorumwatch.profile.definition;

import io.quorumwatch.config.ThresholdOverride;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the entries of a profile's file that say where something stands on a page. */
final class Sources {

    /** What an application counts that is built on the watched system, beside the system's own counters. */
    private static final String APPLICATION_COUNTERS = "application-counters";

    private Sources() {}

    static Source source(Fields.Item item, Map<String, How> hows) {
        Fields entry = Fields.of(item.path(), item.value());
        List<String> families = entry.texts("metrics");
        Map<String, String> labels = labels(entry);
        String how = entry.optionalText("how");
        Source source = new Source(
                families,
                labels,
                how == null ? How.VALUE : Fields.oneOf(entry.path("how"), how, hows),
                entry.flag("documented"),
                entry.flag("fallback"),
                entry.flag("zero-is-absent"),
                entry.flag("only-when-leading"),
                entry.optionalText("peer"));
        entry.done();
        return source;
    }

    static @Nullable LinkRule links(Fields file) {
        if (file.raw("links") == null) {
            return null;
        }
        Fields entry = file.child("links");
        LinkRule rule =
                new LinkRule(entry.texts("metrics"), labels(entry), entry.text("peer"), entry.flag("documented"));
        entry.done();
        return rule;
    }

    static @Nullable IdentityRule identity(Fields file) {
        if (file.raw("identity") == null) {
            return null;
        }
        return new IdentityRule(file.list("identity", item -> {
            Fields entry = Fields.of(item.path(), item.value());
            IdentityRule.Place place = new IdentityRule.Place(entry.text("metric"), entry.text("label"));
            entry.done();
            return place;
        }));
    }

    static RestartRule restart(Fields entry) {
        Set<String> counters = new HashSet<>(entry.texts("counters"));
        if (entry.raw(APPLICATION_COUNTERS) != null) {
            counters.addAll(entry.texts(APPLICATION_COUNTERS));
        }
        RestartRule rule = new RestartRule(entry.text("start-time"), counters, entry.flag("vanishing"));
        entry.done();
        return rule;
    }

    /** {@code on}, {@code off}, or a map of holds. */
    static ThresholdOverride condition(Fields conditions, String key) {
        Object value = conditions.raw(key);
        if (value instanceof Boolean on) {
            return new ThresholdOverride(on, null, null, null, null);
        }
        Fields entry = Fields.of(conditions.path(key), value);
        ThresholdOverride override = new ThresholdOverride(
                true,
                entry.optionalDuration("warning"),
                entry.optionalDuration("page"),
                entry.optionalDuration("clear-after"),
                null);
        entry.done();
        return override;
    }

    private static Map<String, String> labels(Fields entry) {
        Fields all = entry.child("labels");
        Map<String, String> labels = new HashMap<>();
        for (String name : all.keys()) {
            String value = Fields.text(all.path(name), all.raw(name));
            if (value.startsWith("$") && !value.equals(Source.INSTANCE) && !value.equals(Source.GROUP)) {
                throw new InvalidProfileException(all.path(name) + ": found '" + value + "', expected "
                        + Source.INSTANCE + " or " + Source.GROUP);
            }
            labels.put(name, value);
        }
        return labels;
    }
}
