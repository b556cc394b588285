package io.quorumwatch.testing;

import io.quorumwatch.source.exposition.Labels;
import io.quorumwatch.source.exposition.Page;
import io.quorumwatch.source.exposition.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pages from text that is known to be well-formed. */
public final class Pages {

    private static final Pattern LINE = Pattern.compile("([^ {]+)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([^=,]+)=\"([^\"]*)\"");

    private Pages() {}

    /** The page with these lines. */
    public static Page of(String... lines) {
        return of(String.join("\n", lines), family -> true);
    }

    /** The page, with the samples of the series names that pass. */
    public static Page of(String text, Predicate<String> names) {
        List<Sample> samples = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line);
            if (!line.startsWith("#") && matcher.matches() && names.test(matcher.group(1))) {
                samples.add(new Sample(
                        matcher.group(1), labels(matcher.group(2)), value(matcher.group(3)), Sample.NO_TIMESTAMP));
            }
        }
        return new Page(samples, lines.size(), text.length(), Map.of());
    }

    private static Labels labels(String text) {
        List<String> pairs = new ArrayList<>();
        Matcher matcher = LABEL.matcher(text == null ? "" : text);
        while (matcher.find()) {
            pairs.add(matcher.group(1));
            pairs.add(matcher.group(2));
        }
        return Labels.of(pairs);
    }

    private static double value(String text) {
        return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }
}
