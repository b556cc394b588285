package io.quorumwatch.source.exposition;

import static io.quorumwatch.source.exposition.Reading.bytes;
import static io.quorumwatch.source.exposition.Reading.read;
import static io.quorumwatch.source.exposition.Reading.readInChunks;
import static io.quorumwatch.source.exposition.Reading.resource;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parser against a second, slow reading of the format, on real pages and on pages that were damaged at random. */
class ExpositionFuzzTest {

    private static final ExpositionLimits LIMITS = ExpositionLimits.DEFAULT;

    private static final String TRICKY = String.join(
            "\n",
            "# HELP a Some \\\\ help with a \\n newline",
            "# TYPE a counter",
            "# UNIT a seconds",
            "a_total{p=\"C:\\\\x\\\"y\\\"\\nz\",q=\"}, # {\",} 17 1795240000.490 # {trace_id=\"abc\"} 0.67 1795240000.48\r",
            "",
            "\r",
            "  b\t{x = \"1\" ,\ty=\"größe 🦊\"}\tNaN  ",
            "{\"my.name\",\"my label\"=\"x\"} +Inf 1795240000",
            "c 0.46500229400000006 -5",
            "c{} -inf",
            "broken{x=\"1\" 5",
            "c{le=\"+Inf\"}1e-7",
            "d 1\r",
            "d_bucket{le=\"0.001\"} 6.4692608e+07",
            "up",
            "up 1",
            "# EOF");

    private static final byte[] SPICE = bytes("{}\"\\,= \t\n\r#ena0.+-_:~\u00e9");

    @ParameterizedTest
    @ValueSource(strings = {"etcd-member.prom", "mosaik-member.prom", "mosaik-member-plain.prom"})
    void readsRealPagesAsTheSecondReadingDoes(String name) {
        byte[] page = resource(name);
        Page everything = compare(ExpositionParser.forEverything(LIMITS), page);
        assertThat(everything.malformed()).isEmpty();
        assertThat(everything.samples()).hasSizeGreaterThan(30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"etcd-member.prom", "mosaik-member.prom", "mosaik-member-plain.prom"})
    void aChoosyParserReadsTheSameAsOneThatReadsEverything(String name) {
        byte[] page = resource(name);
        List<Sample> all =
                read(ExpositionParser.forEverything(LIMITS), page).page().samples();
        Set<String> names = Set.copyOf(all.stream().map(Sample::name).toList());
        assertThat(names).hasSizeGreaterThan(10);
        for (String wanted : names) {
            List<Sample> expected = all.stream()
                    .filter(sample ->
                            sample.name().matches(wanted + "(_(bucket|count|sum|total|created|info|gcount|gsum))?"))
                    .toList();
            assertThat(read(new ExpositionParser(Set.of(wanted), LIMITS), page)
                            .page()
                            .samples())
                    .as(wanted)
                    .isEqualTo(expected);
        }
    }

    @Test
    void readsATrickyPageTheSameWhereverItIsSplit() {
        byte[] page = bytes(TRICKY);
        Page whole = compare(ExpositionParser.forEverything(LIMITS), page);
        assertThat(whole.samples()).hasSize(9);
        assertThat(whole.malformed()).containsOnlyKeys(Malformed.BAD_LABELS, Malformed.BAD_VALUE);
        ExpositionParser parser = ExpositionParser.forEverything(LIMITS);
        for (int first = 0; first <= page.length; first++) {
            for (int second : new int[] {first, Math.min(first + 1, page.length), page.length}) {
                parser.reset();
                assertThat(parser.accept(page, 0, first)).isNull();
                assertThat(parser.accept(Arrays.copyOfRange(page, first, second), 0, second - first))
                        .isNull();
                assertThat(parser.accept(page, second, page.length)).isNull();
                assertThat(parser.finish()).isEqualTo(new PageResult(null, whole));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 9, 64, 1000, 1460, 16384})
    void readsARealPageTheSameInChunksOfAnySize(int chunk) {
        byte[] page = resource("etcd-member.prom");
        Set<String> wanted =
                Set.of("etcd_server_has_leader", "etcd_disk_wal_fsync_duration_seconds", "process_open_fds");
        PageResult whole = read(new ExpositionParser(wanted, LIMITS), page);
        assertThat(whole.page().samples()).hasSize(19);
        assertThat(readInChunks(new ExpositionParser(wanted, LIMITS), page, chunk))
                .isEqualTo(whole);
    }

    @Test
    void readsDamagedPagesAsTheSecondReadingDoes() {
        Random random = new Random(20260101);
        byte[] tricky = bytes(TRICKY.replace("\n# EOF", "\n"));
        byte[] mosaik = resource("mosaik-member.prom");
        ExpositionParser sameMember = ExpositionParser.forEverything(LIMITS);
        for (int i = 0; i < 20_000; i++) {
            byte[] page = damaged(i % 10 == 0 ? mosaik : tricky, random);
            assertThat(compare(sameMember, page).bytes()).isEqualTo(page.length);
        }
    }

    @Test
    void staysWithinItsLimitsOnAnyBytes() {
        Random random = new Random(42);
        ExpositionLimits tight = new ExpositionLimits(100, 2, 5, 2000);
        ExpositionParser parser = new ExpositionParser(Set.of("a", "b", "c", "my.name"), tight);
        for (int i = 0; i < 20_000; i++) {
            byte[] page = i % 4 == 0 ? noise(random) : damaged(bytes(TRICKY), random);
            PageResult result = readInChunks(parser, page, 1 + random.nextInt(page.length + 1));
            assertThat(result.page().samples()).hasSizeLessThanOrEqualTo(tight.samples());
            assertThat(result.page().samples())
                    .allMatch(sample -> sample.labels().size() <= tight.labels());
            assertThat(result.page().bytes()).isLessThanOrEqualTo(page.length);
        }
    }

    private static byte[] noise(Random random) {
        byte[] noise = new byte[1 + random.nextInt(300)];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] damaged(byte[] page, Random random) {
        byte[] damaged = page.clone();
        int wounds = 1 + random.nextInt(6);
        for (int i = 0; i < wounds; i++) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(4)) {
                case 0 -> damaged[at] = (byte) random.nextInt(256);
                case 1 -> damaged[at] = SPICE[random.nextInt(SPICE.length)];
                case 2 -> {
                    int to = random.nextInt(damaged.length);
                    int length = Math.min(random.nextInt(30), damaged.length - Math.max(at, to));
                    System.arraycopy(damaged, at, damaged, to, length);
                }
                default -> {
                    if (damaged.length > 50) {
                        damaged = Arrays.copyOf(damaged, damaged.length - random.nextInt(20));
                    }
                }
            }
        }
        return damaged;
    }

    private static Page compare(ExpositionParser parser, byte[] bytes) {
        Page page = read(parser, bytes).page();
        NaiveExposition naive = NaiveExposition.of(bytes);
        int malformed =
                page.malformed().values().stream().mapToInt(Integer::intValue).sum();
        assertThat(malformed).as(() -> Arrays.toString(bytes)).isEqualTo(naive.malformed);
        if (malformed <= naive.samples.size()) {
            assertThat(page.samples()).isEqualTo(naive.samples);
        }
        return page;
    }
}
