package io.quorumwatch.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.simulate.CommitteeOptions.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages beside real ones, which were recorded from mosaik 0.3.18. */
class MemberPageTest extends CommitteeTest {

    private static final Pattern SAMPLE = Pattern.compile("([a-z_]+)\\{([^}]*)} (\\d+)");

    @Test
    void hasTheFamiliesTypesAndLabelsOfARealLeadersPage() {
        SimulatedCommittee committee = allGroupsLedByOne();
        assertThat(shape(page(committee, leader(committee)))).isEqualTo(shape(real("real-leader-documented.txt")));
    }

    @Test
    void hasTheFamiliesTypesAndLabelsOfARealFollowersPage() {
        SimulatedCommittee committee = allGroupsLedByOne();
        assertThat(shape(page(committee, follower(committee)))).isEqualTo(shape(real("real-follower-documented.txt")));
    }

    @Test
    void hasNoNamesButMosaiksOwnWhenTheDocumentedOnesAreNotWanted() {
        SimulatedCommittee committee =
                new SimulatedCommittee(CommitteeOptions.defaults().withVocabulary(Vocabulary.PLAIN), START);
        seconds(committee, 140);
        Set<String> simulated = families(page(committee, leader(committee)));
        assertThat(simulated).noneMatch(each -> each.contains("instance") || each.startsWith("zipnet"));
        assertThat(simulated)
                .containsAll(families(real("real-plain.txt")).stream()
                        .filter(each -> each.startsWith("mosaik_"))
                        .toList());
    }

    @Test
    void isWrittenAsTheRealExporterDoes() {
        String page = page(running(3, 1), "server-1");
        assertThat(page).endsWith("\n\n").doesNotContain("# HELP").doesNotContain("\n\n\n");
        List<String> types =
                page.lines().filter(line -> line.startsWith("# TYPE")).toList();
        assertThat(types).doesNotHaveDuplicates();
        int firstGauge = types.indexOf(types.stream()
                .filter(line -> line.endsWith(" gauge"))
                .findFirst()
                .orElseThrow());
        assertThat(types.subList(firstGauge, types.size())).allMatch(line -> line.endsWith(" gauge"));
        assertThat(page.lines().filter(line -> !line.isEmpty() && !line.startsWith("#")))
                .allMatch(line -> SAMPLE.matcher(line).matches())
                .allMatch(line -> line.contains("{network=\"b82b6f3b4a\""));
    }

    @Test
    void differsInOrderFromLookToLook() {
        SimulatedCommittee committee = running(3, 1);
        List<String> first = types(page(committee, "server-1"));
        seconds(committee, 1);
        List<String> second = types(page(committee, "server-1"));
        assertThat(second).isNotEqualTo(first).containsExactlyInAnyOrderElementsOf(first);
    }

    @Test
    void writesGaugesAsTheShortestDecimal() {
        PageWriter writer = new PageWriter("n");
        writer.gauge("a", 3.0);
        writer.gauge("b", 0.25);
        writer.gauge("c", 1e20);
        writer.counter("d", 0);
        assertThat(writer.write(new Random(1)).lines())
                .contains("a{network=\"n\"} 3", "b{network=\"n\"} 0.25", "c{network=\"n\"} 100000000000000000000")
                .noneMatch(line -> line.startsWith("d"));
    }

    private static SimulatedCommittee allGroupsLedByOne() {
        for (long seed = 1; seed < 500; seed++) {
            SimulatedCommittee committee = running(3, seed);
            Set<String> leading = shape(page(committee, leader(committee)));
            long groups = page(committee, leader(committee))
                    .lines()
                    .filter(line -> line.startsWith("mosaik_groups_raft_committee_size"))
                    .count();
            boolean gossiped = leading.stream().anyMatch(each -> each.startsWith("mosaik_discovery_catalog_size"))
                    || committee.members().stream()
                            .anyMatch(member -> page(committee, member).contains("peers_updated"));
            if (groups == GroupKind.values().length && !gossiped) {
                return committee;
            }
        }
        throw new AssertionError("no seed lets one member lead all groups before gossip has said anything");
    }

    private static List<String> types(String page) {
        return page.lines().filter(line -> line.startsWith("# TYPE")).toList();
    }

    private static String page(SimulatedCommittee committee, String member) {
        return Objects.requireNonNull(committee.page(member, committee.time()).body());
    }

    private static String real(String name) {
        try (InputStream in = Objects.requireNonNull(MemberPageTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Set<String> families(String page) {
        Set<String> families = new TreeSet<>();
        shape(page).forEach(each -> families.add(each.substring(0, each.indexOf('#'))));
        return families;
    }

    /** Family, type, label names in their order, and how many series there are of it. */
    private static Set<String> shape(String page) {
        Set<String> shape = new TreeSet<>();
        String type = "";
        int series = 0;
        for (String line : page.lines().toList()) {
            Matcher sample = SAMPLE.matcher(line);
            if (line.startsWith("# TYPE ")) {
                type = line.substring(line.lastIndexOf(' ') + 1);
                series = 0;
            } else if (sample.matches()) {
                series++;
                String labels = String.join(
                        ",",
                        Arrays.stream(sample.group(2).split(",", -1))
                                .map(pair -> pair.substring(0, pair.indexOf('=')))
                                .toList());
                shape.add(sample.group(1) + " " + type + " " + labels + " #" + series);
            }
        }
        return shape;
    }
}
