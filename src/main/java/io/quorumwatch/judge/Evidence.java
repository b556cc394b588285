package io.quorumwatch.judge;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects the facts behind a verdict; facts that are not known are left out, never shown as 0. */
public final class Evidence implements Supplier<Map<String, Object>> {

    private final Map<String, Object> facts = new LinkedHashMap<>();

    /** A fact that is a text, a list of texts, or true or false. */
    public Evidence with(String name, @Nullable Object fact) {
        if (fact != null) {
            facts.put(
                    name,
                    fact instanceof Instant instant
                            ? instant.truncatedTo(ChronoUnit.MILLIS).toString()
                            : fact);
        }
        return this;
    }

    /** A fact that is a number; whole ones are shown as such. {@code NaN} is not known. */
    public Evidence number(String name, double number) {
        if (Double.isNaN(number)) {
            return this;
        }
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            facts.put(name, (long) number);
        } else {
            facts.put(name, Math.round(number * 1000) / 1000.0);
        }
        return this;
    }

    /** A fact that is a length of time, in seconds. */
    public Evidence seconds(String name, Duration duration) {
        return number(name, duration.toMillis() / 1000.0);
    }

    @Override
    public Map<String, Object> get() {
        return facts;
    }
}
