package io.quorumwatch.source.exposition;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The format written down a second time, slowly and by regular expressions, to compare the parser with. Knows whole pages only,
 * validates every line, and knows no reasons.
 */
final class NaiveExposition {

    private static final String BLANKS = "[ \\t]*+";
    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*+";
    private static final String QUOTED = "\"(?:[^\"\\\\]++|\\\\[\\\\\"n])*+\"";
    private static final String LABEL_NAME = "(?:[a-zA-Z_][a-zA-Z0-9_]*+|" + QUOTED + ")";
    private static final String ITEM =
            "(" + LABEL_NAME + ")(?:" + BLANKS + "=" + BLANKS + "(" + QUOTED + "))?+" + BLANKS;
    private static final String SET = "\\{" + BLANKS + "((?:" + plain(ITEM) + "(?:," + BLANKS + "|(?=\\})))*+)\\}";
    private static final String NUMBER =
            "(?:[+-]?(?:(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?|(?i:inf(?:inity)?))|(?i:nan))";
    private static final Pattern LINE =
            Pattern.compile(BLANKS + "(?:(" + NAME + ")(?:" + BLANKS + SET + BLANKS + "|[ \\t]++)|" + SET
                    + BLANKS + ")(" + NUMBER + ")(?:[ \\t]++(" + NUMBER + "))?(?:[ \\t]++(#)" + BLANKS + "("
                    + plain(SET) + ")" + BLANKS + "("
                    + NUMBER + ")(?:[ \\t]++(" + NUMBER + "))?)?" + BLANKS);
    private static final Pattern ITEMS = Pattern.compile(ITEM + "(?:," + BLANKS + ")?");

    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    final List<Sample> samples = new ArrayList<>();
    int malformed;
    private boolean openMetrics;

    private static String plain(String groups) {
        return groups.replace("((?:", "(?:(?:").replaceAll("(?<!\\\\)\\((?!\\?)", "(?:");
    }

    static NaiveExposition of(byte[] page) {
        NaiveExposition result = new NaiveExposition();
        boolean ended = false;
        int from = 0;
        while (from < page.length) {
            int to = from;
            while (to < page.length && page[to] != '\n') {
                to++;
            }
            ended = result.line(page, from, to > from && page[to - 1] == '\r' ? to - 1 : to, ended);
            from = to + 1;
        }
        if (result.openMetrics) {
            result.samples.replaceAll(NaiveExposition::inSeconds);
        }
        result.samples.replaceAll(NaiveExposition::withoutMark);
        return result;
    }

    /** Whole-numbered timestamps are kept doubled plus one until the format is known; those with a fraction doubled. */
    private static Sample inSeconds(Sample sample) {
        long time = sample.timestampMillis();
        return time == Sample.NO_TIMESTAMP || (time & 1) == 0
                ? sample
                : new Sample(sample.name(), sample.labels(), sample.value(), 2 * (1000 * (time >> 1)));
    }

    private static Sample withoutMark(Sample sample) {
        long time = sample.timestampMillis();
        return time == Sample.NO_TIMESTAMP
                ? sample
                : new Sample(sample.name(), sample.labels(), sample.value(), time >> 1);
    }

    private boolean line(byte[] page, int from, int to, boolean ended) {
        String raw = new String(page, from, to - from, StandardCharsets.ISO_8859_1);
        String text = raw.replaceFirst("^[ \\t]+", "");
        if (text.isEmpty()) {
            return ended;
        }
        if (ended) {
            malformed++;
            return true;
        }
        if (text.startsWith("#")) {
            openMetrics |= text.equals("# EOF") || (text.startsWith("# UNIT ") && text.length() > 7);
            return text.equals("# EOF");
        }
        if (!sample(text)) {
            malformed++;
        }
        return false;
    }

    private boolean sample(String text) {
        Matcher line = LINE.matcher(text);
        if (!line.matches()) {
            return false;
        }
        String name = line.group(1);
        String set = line.group(2) != null ? line.group(2) : line.group(3);
        List<String> pairs = new ArrayList<>();
        Matcher item = ITEMS.matcher(set == null ? "" : set);
        while (item.find()) {
            String key = item.group(1);
            boolean quoted = key.startsWith("\"");
            String inside = quoted ? key.substring(1, key.length() - 1) : key;
            if (inside.isEmpty() || (item.group(2) == null && (!quoted || name != null))) {
                return false;
            }
            if (item.group(2) == null) {
                name = inside;
            } else {
                pairs.add(inside);
                pairs.add(item.group(2).substring(1, item.group(2).length() - 1));
            }
        }
        if (name == null || !distinctNames(pairs) || pairs.size() > 128 || !exemplar(line)) {
            return false;
        }
        String time = line.group(5);
        long timestamp = time == null ? Sample.NO_TIMESTAMP : timestamp(time);
        if (time != null && timestamp == Sample.NO_TIMESTAMP) {
            return false;
        }
        List<String> strings = new ArrayList<>();
        pairs.add(0, name);
        for (String pair : pairs) {
            String read = read(pair);
            if (read == null) {
                return false;
            }
            strings.add(read);
        }
        openMetrics |= line.group(6) != null || (time != null && (timestamp & 1) == 0);
        samples.add(new Sample(
                strings.get(0), Labels.of(strings.subList(1, strings.size())), number(line.group(4)), timestamp));
        return true;
    }

    private static boolean exemplar(Matcher line) {
        if (line.group(6) == null) {
            return true;
        }
        String set = line.group(7);
        List<String> names = new ArrayList<>();
        Matcher item = ITEMS.matcher(
                set.substring(set.indexOf('{') + 1, set.length() - 1).strip());
        while (item.find()) {
            String key = item.group(1);
            names.add(key.startsWith("\"") ? key.substring(1, key.length() - 1) : key);
            names.add("");
            if (item.group(2) == null || key.equals("\"\"")) {
                return false;
            }
        }
        return distinctNames(names)
                && names.size() <= 128
                && read(set) != null
                && (line.group(9) == null || Double.isFinite(number(line.group(9))));
    }

    private static boolean distinctNames(List<String> pairs) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < pairs.size(); i += 2) {
            if (!names.add(pairs.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static long timestamp(String text) {
        double value = number(text);
        if (!(Math.abs(value) <= Long.MAX_VALUE / 1000)) {
            return Sample.NO_TIMESTAMP;
        }
        return text.matches("[+-]?[0-9]{1,18}") ? 2 * Long.parseLong(text) + 1 : 2 * Math.round(value * 1000);
    }

    private static double number(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.endsWith("nan")) {
            return Double.NaN;
        }
        if (lower.contains("inf")) {
            return lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return Double.parseDouble(text);
    }

    private static @Nullable String read(String raw) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
            return ESCAPE.matcher(text).replaceAll(escape -> {
                String escaped = escape.group(1).equals("n") ? "\n" : escape.group(1);
                return Matcher.quoteReplacement(escaped);
            });
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }
}
