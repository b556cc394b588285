package io.quorumwatch.source.exposition;

import static io.quorumwatch.source.exposition.Reading.bytes;
import static io.quorumwatch.source.exposition.Reading.read;
import static io.quorumwatch.source.exposition.Reading.readInChunks;
import static io.quorumwatch.source.exposition.Reading.resource;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is passed over by comparing it with an earlier page, and that a page says the same with and without that. */
class PageComparisonTest {

    private static final Set<String> WANTED = Set.of("wanted");
    private static final String PAGE = "wanted 1\n# HELP a Something.\nabcdef 1\nb 2\nwanted 2\nc 3\nd 4\n";

    private final EarlierPages pages = new EarlierPages();
    private final PageTally tally = new PageTally(null);
    private final PageComparison comparison = new PageComparison(pages, tally);

    @Test
    void passesOverALineThatIsTheSameToItsLastByte() {
        remember("a 1\nb 2\n", "c 3\n");

        assertThat(passed("a 1\nb 2\nc 3\nd 4\n")).isEqualTo("a 1\nb 2\nc 3\n");
    }

    @Test
    void stopsBeforeALineThatDiffers() {
        remember("a 1\nb 2\nc 3\n");

        assertThat(passed("a 1\nb 7\nc 3\n")).isEqualTo("a 1\n");
    }

    @Test
    void stopsBeforeALineWhoseEndHasNotArrived() {
        remember("a 1\nb 2\n");

        assertThat(passed("a 1\nb 2")).isEqualTo("a 1\n");
    }

    @Test
    void goesOnBehindAnotherValue() {
        remember("a 1\nb 2\nc 3\n");

        assertThat(passed("a 1\n")).isEqualTo("a 1\n");
        add("b 7\n");
        assertThat(passed("c 3\n")).isEqualTo("c 3\n");
    }

    @Test
    void goesOnBehindSeriesThatAreMissing() {
        remember("a 1\nb{peer=\"x\"} 2\nb{peer=\"y\"} 2\nc 3\nd 4\n");

        assertThat(passed("a 1\nc 8\n")).isEqualTo("a 1\n");
        add("c 8\n");
        assertThat(passed("d 4\n")).isEqualTo("d 4\n");
    }

    @Test
    void goesOnBehindASeriesThatIsNew() {
        remember("a 1\nb 2\n");

        assertThat(passed("a 1\n")).isEqualTo("a 1\n");
        add("new 1\n");
        assertThat(passed("b 2\n")).isEqualTo("b 2\n");
    }

    @Test
    void countsWhatItPassesOver() {
        remember("# HELP a Something.\na 1\nb 2\n");

        assertThat(passed("# HELP a Something.\na 1\n")).isEqualTo("# HELP a Something.\na 1\n");
        assertThat(tally.page(List.of()).lines()).isEqualTo(2);
    }

    @Test
    void keepsNoPageThatWasNotReadToItsEnd() {
        comparison.nextPage(false);
        comparison.nextPage(true);
        add("a 1\n");
        comparison.nextPage(false);

        assertThat(passed("a 1\n")).isEmpty();
    }

    @Test
    void leavesAPageAloneThatIsNothingLikeTheEarlierOneAndComparesLaterOnesAgain() {
        remember("a 1\n");
        IntStream.range(0, 100).forEach(line -> add("other" + line + " 1\n"));
        assertThat(passed("a 1\n")).isEmpty();

        for (int page = 0; page < EarlierPages.REST; page++) {
            comparison.nextPage(true);
            assertThat(passed("a 1\n")).isEmpty();
        }
        comparison.nextPage(true);
        assertThat(passed("a 1\n")).isEqualTo("a 1\n");
    }

    @Test
    void keepsAnotherPageNowAndThen() {
        remember("a 1\n");
        for (int page = 2; page < EarlierPages.EVERY; page++) {
            comparison.nextPage(true);
        }
        comparison.nextPage(true);
        add("b 2\n");
        comparison.nextPage(true);

        assertThat(passed("b 2\n")).isEqualTo("b 2\n");
    }

    @Test
    void keepsNoMoreOfALongPageThanItsBound() {
        EarlierPage.Draft draft = new EarlierPage.Draft(0);
        byte[] line = bytes("x".repeat(1000) + " 1\n");
        for (int i = 0; i < 1000; i++) {
            draft.add(line, 0, line.length, true);
        }
        EarlierPage page = draft.page();

        assertThat(page.begin(page.lines()))
                .isBetween(EarlierPage.Draft.MOST_BYTES - line.length, EarlierPage.Draft.MOST_BYTES);
    }

    @Test
    void findsAWantedLineInThePlaceOfAnUnwantedOneOfTheSameLength() {
        ExpositionParser parser = parserThatKnows(PAGE);

        Page page = read(parser, bytes(PAGE.replace("abcdef 1", "wanted 3"))).page();

        assertThat(page.samples()).extracting(Sample::value).containsExactly(1.0, 3.0, 2.0);
    }

    @Test
    void whatIsPassedOverSpeaksForAPageWithSomeMalformedLines() {
        String page = PAGE + "other 1\n".repeat(20);
        ExpositionParser parser = parserThatKnows(page);

        PageResult result = read(parser, bytes(page + "wanted{ 1\n".repeat(10)));

        assertThat(result.failure()).isNull();
        assertThat(result.page().malformed()).containsEntry(Malformed.BAD_LABELS, 10);
    }

    @Test
    void readsThePagesOfAllMembersAsAParserThatKnowsNoneOfThem() {
        Random random = new Random(20261122);
        Set<String> wanted = Set.of("etcd_server_has_leader", "etcd_disk_wal_fsync_duration_seconds", "go_goroutines");
        List<String> recorded = new String(resource("etcd-member.prom"), StandardCharsets.UTF_8)
                .lines()
                .toList();
        ExpositionParser parser = new ExpositionParser(wanted, ExpositionLimits.DEFAULT);
        ExpositionParser sibling = parser.forAnotherMember();
        for (int look = 0; look < 3 * EarlierPages.EVERY; look++) {
            byte[] page = bytes(changed(recorded, random));
            int chunk = random.nextInt(4) == 0 ? 1 + random.nextInt(3000) : page.length;
            PageResult expected = read(new ExpositionParser(wanted, ExpositionLimits.DEFAULT), page);
            assertThat(readInChunks(look % 3 == 0 ? sibling : parser, page, chunk))
                    .as("look %s", look)
                    .isEqualTo(expected);
        }
    }

    /** As another member might write it: other values, some lines missing, new or damaged, at times in another order. */
    private static String changed(List<String> recorded, Random random) {
        int oneIn = List.of(3, 30, 300, 3000).get(random.nextInt(4));
        List<String> lines = new ArrayList<>();
        for (String line : recorded) {
            switch (random.nextInt(oneIn) == 0 ? random.nextInt(6) : 6) {
                case 0 -> {}
                case 1 -> lines.addAll(List.of(line, line));
                case 2 -> lines.add("go_goroutines " + random.nextInt(100));
                case 3 -> lines.add(line.substring(0, random.nextInt(1 + line.length())));
                case 4, 5 -> lines.add(line.substring(0, 1 + line.lastIndexOf(' ')) + random.nextInt(1000));
                default -> lines.add(line);
            }
        }
        if (random.nextInt(20) == 0) {
            Collections.rotate(lines, random.nextInt(lines.size()));
        }
        return lines.stream().collect(joining("\n", "", "\n"));
    }

    private static ExpositionParser parserThatKnows(String page) {
        ExpositionParser parser = new ExpositionParser(WANTED, ExpositionLimits.DEFAULT);
        for (int look = 0; look < 3; look++) {
            assertThat(read(parser, bytes(page)).page().samples()).hasSize(2);
        }
        return parser;
    }

    /** The lines of a page, in pieces as they stand between wanted ones; then begins the page that is compared with it. */
    private void remember(String... pieces) {
        comparison.nextPage(false);
        comparison.nextPage(true);
        for (String piece : pieces) {
            piece.lines().forEach(line -> add(line + "\n"));
        }
        comparison.nextPage(true);
    }

    private void add(String line) {
        byte[] bytes = bytes(line);
        comparison.add(bytes, 0, bytes.length, !line.startsWith("#"));
    }

    private String passed(String text) {
        byte[] bytes = bytes(text);
        return new String(bytes, 0, comparison.pass(bytes, 0, bytes.length), StandardCharsets.UTF_8);
    }
}
