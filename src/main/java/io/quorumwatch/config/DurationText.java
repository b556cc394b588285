package io.quorumwatch.config;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How durations are written: whole numbers with units, largest unit first, as in {@code 500ms}, {@code 3s} or {@code 1m30s}. */
public final class DurationText {

    /** What is allowed, for messages. */
    public static final String ALLOWED = "a duration with a unit, such as 500ms, 3s, 1m30s, 24h or 7d";

    /** Long enough for every hold and deadline, short enough that sums of a few never overflow in nanoseconds. */
    static final Duration LONGEST = Duration.ofDays(3650);

    private static final Pattern PATTERN =
            Pattern.compile("(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");
    private static final List<String> UNITS = List.of("d", "h", "m", "s", "ms");
    private static final long[] MILLIS = {86_400_000L, 3_600_000L, 60_000L, 1_000L, 1L};

    private DurationText() {}

    /** The duration, or null when the text is none or is longer than ten years. */
    public static @Nullable Duration parse(String text) {
        Matcher matcher = PATTERN.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            return null;
        }
        long millis = 0;
        for (int unit = 0; unit < MILLIS.length; unit++) {
            String number = matcher.group(unit + 1);
            millis += number == null ? 0 : Long.parseLong(number) * MILLIS[unit];
        }
        Duration duration = Duration.ofMillis(millis);
        return duration.compareTo(LONGEST) > 0 ? null : duration;
    }

    /** The duration as {@link #parse} reads it, cut to milliseconds. */
    public static String format(Duration duration) {
        StringBuilder text = new StringBuilder();
        long rest = duration.toMillis();
        for (int unit = 0; unit < MILLIS.length; unit++) {
            long count = rest / MILLIS[unit];
            rest %= MILLIS[unit];
            if (count > 0) {
                text.append(count).append(UNITS.get(unit));
            }
        }
        return text.isEmpty() ? "0s" : text.toString();
    }
}
