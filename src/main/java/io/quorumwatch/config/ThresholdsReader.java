package io.quorumwatch.config;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what the operator overrides of the catalogue of conditions. */
final class ThresholdsReader {

    private final ConfigVocabulary vocabulary;

    ThresholdsReader(ConfigVocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    Map<String, ThresholdOverride> read(Section section) {
        Map<String, ThresholdOverride> overrides = new TreeMap<>();
        for (Map.Entry<String, NumberRange> range : new TreeMap<>(vocabulary.limits()).entrySet()) {
            String key = range.getKey();
            Setting setting = section.find(key);
            Double limit = setting == null ? null : setting.number(range.getValue());
            if (limit != null) {
                overrides.put(key, new ThresholdOverride(true, null, null, null, limit));
            }
        }
        for (String key : new TreeSet<>(vocabulary.conditions())) {
            Setting setting = section.find(key);
            ThresholdOverride override = setting == null ? null : condition(setting);
            if (override != null) {
                overrides.put(key, override);
            }
        }
        section.close();
        return overrides;
    }

    private static @Nullable ThresholdOverride condition(Setting setting) {
        if (setting.isMapping()) {
            return holds(setting.section());
        }
        if (setting.characters().equals("off")) {
            return new ThresholdOverride(false, null, null, null, null);
        }
        if (setting.characters().equals("on")) {
            return new ThresholdOverride(true, null, null, null, null);
        }
        if (!setting.isScalar()) {
            setting.refuse("on, off, a duration, or keys with values");
            return null;
        }
        Duration hold = setting.duration(Duration.ZERO);
        return hold == null ? null : new ThresholdOverride(true, hold, null, null, null, null);
    }

    private static ThresholdOverride holds(Section section) {
        Setting pageSetting = section.find("page");
        Duration warning = section.duration("warning", Duration.ZERO);
        Duration page = section.duration("page", Duration.ZERO);
        Duration clearAfter = section.duration("clear-after", Duration.ZERO);
        section.close();
        if (pageSetting != null && warning != null && page != null && page.compareTo(warning) < 0) {
            pageSetting.refuse(
                    "a page after " + DurationText.format(page) + ", before the warning after "
                            + DurationText.format(warning),
                    "a hold of at least that of the warning",
                    null);
        }
        return new ThresholdOverride(true, warning, page, clearAfter, null);
    }
}
