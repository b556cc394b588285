package io.quorumwatch.simulate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Writes a page as the exporter inside mosaik does (facts, section 1): no help, a type line for each family, counters before gauges, an
 * empty line after each family, families and their series in an order that differs from page to page, counters as integers and gauges as
 * the shortest decimal.
 */
final class PageWriter {

    private final String network;
    private final Map<String, List<String>> counters = new LinkedHashMap<>();
    private final Map<String, List<String>> gauges = new LinkedHashMap<>();

    /** The label {@code network} stands first on every series. */
    PageWriter(String network) {
        this.network = network;
    }

    /** Adds a series of a counter, unless it is 0: a counter appears with its first increment. Labels are names and values in turn. */
    void counter(String family, long value, String... labels) {
        if (value != 0) {
            add(counters, family, Long.toString(value), labels);
        }
    }

    void gauge(String family, double value, String... labels) {
        add(gauges, family, shortest(value), labels);
    }

    private void add(Map<String, List<String>> families, String family, String value, String... labels) {
        StringBuilder line =
                new StringBuilder(family).append("{network=\"").append(network).append('"');
        for (int i = 0; i < labels.length; i += 2) {
            line.append(',')
                    .append(labels[i])
                    .append("=\"")
                    .append(labels[i + 1])
                    .append('"');
        }
        families.computeIfAbsent(family, unused -> new ArrayList<>())
                .add(line.append("} ").append(value).toString());
    }

    private static String shortest(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }

    /** The page, in an order by chance. */
    String write(Random order) {
        StringBuilder page = new StringBuilder(8 * 1024);
        write(page, counters, "counter", order);
        write(page, gauges, "gauge", order);
        return page.toString();
    }

    private static void write(StringBuilder page, Map<String, List<String>> families, String type, Random order) {
        List<String> names = new ArrayList<>(families.keySet());
        Collections.shuffle(names, order);
        for (String name : names) {
            page.append("# TYPE ").append(name).append(' ').append(type).append('\n');
            List<String> lines = new ArrayList<>(families.getOrDefault(name, List.of()));
            Collections.shuffle(lines, order);
            for (String line : lines) {
                page.append(line).append('\n');
            }
            page.append('\n');
        }
    }
}
