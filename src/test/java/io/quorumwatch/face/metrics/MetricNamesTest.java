package io.quorumwatch.face.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricNamesTest {

    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");

    @Test
    void exportsExactlyTheFamiliesOfTheGoldenFile() throws IOException {
        List<String> golden = resource("/golden/metrics.txt")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("//"))
                .toList();
        assertThat(families(FullFeed.create().page(MetricsFormat.TEXT))).isEqualTo(golden);
    }

    @ParameterizedTest
    @EnumSource
    void followsTheRulesOfNaming(MetricNames name) {
        assertThat(name.fullName()).startsWith(MetricNames.PREFIX).matches("[a-z_]+");
        assertThat(name.fullName().endsWith("_total")).isEqualTo(name.type() == MetricNames.Type.COUNTER);
        assertThat(name.help()).endsWith(".").doesNotContain("\n", "\\");
        assertThat(name.labels()).doesNotContain("type", "instance", "job", "le", "cluster");
    }

    @Test
    void heapsNoEndMarkIntoTheMiddleOfAnOpenMetricsPage() {
        assertThat(FullFeed.create().page(MetricsFormat.OPENMETRICS)).doesNotContain("# EOF");
    }

    /** One line for each family of the page: name, type, labels, help. */
    private static List<String> families(String page) {
        Map<String, String> help = new LinkedHashMap<>();
        List<String> families = new ArrayList<>();
        String open = "";
        for (String line : page.lines().toList()) {
            String[] words = line.split(" ", 4);
            if (line.startsWith("# HELP ")) {
                help.put(words[2], words[3]);
            } else if (line.startsWith("# TYPE ")) {
                open = words[2] + " " + words[3];
            } else if (!open.isEmpty()) {
                families.add(open + " " + labels(line) + " " + help.get(open.substring(0, open.indexOf(' '))));
                open = "";
            }
        }
        return families;
    }

    private static List<String> labels(String sample) {
        List<String> labels = new ArrayList<>();
        Matcher label = LABEL.matcher(sample);
        while (label.find()) {
            if (!label.group(1).equals("le")) {
                labels.add(label.group(1));
            }
        }
        return labels;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = MetricNamesTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
