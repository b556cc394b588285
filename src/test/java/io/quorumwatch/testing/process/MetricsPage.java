package io.quorumwatch.testing.process;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A metrics page, read by a few regular expressions: slow, but not the parser under test, so a fault of that one cannot hide itself.
 */
public final class MetricsPage {

    private static final Pattern LINE =
            Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})?\\s+(\\S+)(?:\\s+[-\\d.]+)?(?:\\s+#.*)?");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

    private final List<Series> series;

    private MetricsPage(List<Series> series) {
        this.series = List.copyOf(series);
    }

    /** One line of the page. */
    public record Series(String name, Map<String, String> labels, double value) {

        private boolean carries(Map<String, String> wanted) {
            return labels.entrySet().containsAll(wanted.entrySet());
        }
    }

    /** Reads the page; fails on a line that is neither a comment nor a sample. */
    public static MetricsPage parse(String page) {
        return parse(page, "");
    }

    /** Reads of the page no more than the lines that begin so, for those who measure time. */
    public static MetricsPage parse(String page, String beginning) {
        return new MetricsPage(page.lines()
                .filter(line -> line.startsWith(beginning) && !line.isBlank() && !line.startsWith("#"))
                .map(MetricsPage::parseLine)
                .toList());
    }

    /** The value of the one series of that name that carries these labels; fails when there is none or more than one. */
    public double value(String name, Map<String, String> labels) {
        List<Series> found = series(name, labels);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " series " + name + labels + " on the page: " + found);
        }
        return found.get(0).value();
    }

    /** All series of that name that carry these labels, perhaps beside others. */
    public List<Series> series(String name, Map<String, String> labels) {
        return series.stream()
                .filter(line -> line.name().equals(name) && line.carries(labels))
                .toList();
    }

    private static Series parseLine(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new AssertionError("not a sample: " + line);
        }
        Map<String, String> labels = new TreeMap<>();
        String text = matcher.group(2) == null ? "" : matcher.group(2);
        LABEL.matcher(text).results().forEach(label -> labels.put(label.group(1), label.group(2)));
        return new Series(matcher.group(1), labels, number(matcher.group(3)));
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
