package io.quorumwatch.source.exposition;

import static io.quorumwatch.source.exposition.Reading.bytes;
import static io.quorumwatch.source.exposition.Reading.everything;
import static io.quorumwatch.source.exposition.Reading.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a parser keeps from page to page must save work and never change an answer. */
class SeriesMemoryTest {

    private final ExpositionParser parser = ExpositionParser.forEverything(ExpositionLimits.DEFAULT);

    @Test
    void readsLabelsOnceForAllPages() {
        Labels first = onlySample("m{a=\"b\"} 1\n").labels();
        assertThat(onlySample("m{a=\"b\"} 2\n").labels()).isSameAs(first);
        assertThat(onlySample("\n# moved\nm{a=\"b\"} 3 5\n").labels()).isSameAs(first);
    }

    @Test
    void forgetsWhatManyWholePagesDidNotHave() {
        SeriesMemory memory = new SeriesMemory(10_000);
        assertThat(find(memory, "m{a=\"b\"} 1")).isNotNull();
        for (int page = 0; page < 2 * SeriesMemory.PAGES_KEPT; page++) {
            memory.nextPage(true);
            assertThat(find(memory, "other 1")).isNotNull();
        }
        assertThat(memory.size()).isEqualTo(1);
    }

    @Test
    void remembersMembersThatAreLookedAtInTurn() {
        SeriesMemory memory = new SeriesMemory(10_000);
        Series one = find(memory, "m{member=\"a\"} 1");
        memory.nextPage(true);
        Series other = find(memory, "m{member=\"b\"} 1");
        for (int page = 0; page < 20; page++) {
            memory.nextPage(true);
            assertThat(find(memory, "m{member=\"a\"} 1")).isSameAs(one);
            memory.nextPage(true);
            assertThat(find(memory, "m{member=\"b\"} 1")).isSameAs(other);
        }
    }

    @Test
    void makesRoomForTheSeriesOfThePresentPage() {
        SeriesMemory memory = new SeriesMemory(10_000);
        for (int i = 0; i < 200; i++) {
            assertThat(find(memory, "m{old=\"" + i + "\"} 1")).isNotNull();
        }
        memory.nextPage(true);
        Series present = find(memory, "present 1");
        assertThat(memory.size()).isEqualTo(1);
        assertThat(find(memory, "present 2")).isSameAs(present);
    }

    @Test
    void readsThePagesOfMembersThatNameOtherPeersAlike() {
        for (int member = 0; member < 50; member++) {
            String page = """
                    up 1
                    sent{to="peer-%1$d",kind="a"} 1
                    sent{to="peer-%1$d",kind="b"} 2
                    took_bucket{to="peer-%1$d",le="0.1"} 3
                    took_bucket{to="peer-%1$d",le="+Inf"} 4
                    """.formatted(member);
            List<Sample> samples = read(parser, bytes(page)).page().samples();
            assertThat(read(parser, bytes(page))).isEqualTo(everything(page));
            assertThat(samples).extracting(sample -> sample.labels().get("to")).containsOnly(null, "peer-" + member);
            assertThat(samples.get(4).labels().value(0))
                    .isSameAs(samples.get(1).labels().value(0));
        }
    }

    @Test
    void takesNoOtherSeriesForOneThatDiffersInItsValues() {
        String expected = "m{a=\"b\",c=\"d\"} 1";
        for (String line : List.of(
                "m{a=\"x\",c=\"y\"} 1",
                "m{a=\"\",c=\"\"} 1",
                "m{a=\"x\\\"\",c=\"y\"} 1",
                "m{a=\"x\\z\",c=\"y\"} 1",
                "m{a=\"\u00fc\",c=\"\u20ac\"} 1",
                "m{a=\"x\",c=\"y\",e=\"z\"} 1",
                "m{a=\"x\",e=\"y\"} 1",
                "m{a=\"x\"} 1",
                "m{a=\"x\",c=\"y\"}",
                "m{a=\"x\",c=\"y\"} ",
                "m{a=\"x\",c=\"y\"}  1",
                "m{a=\"x\",c=\"y\"} {",
                "m{a=\"x\",c=\"y",
                "m{a=\"x",
                "n{a=\"x\",c=\"y\"} 1",
                "m{a=\"x\",c=\"y\"} one")) {
            assertThat(read(parser, bytes(expected))).isEqualTo(everything(expected));
            assertThat(read(parser, bytes(line))).as(line).isEqualTo(everything(line));
        }
    }

    @Test
    void forgetsNothingBecauseOfAPageThatFailed() {
        Labels first = onlySample("m{a=\"b\"} 1\n").labels();
        assertThat(read(parser, bytes("<html>\n")).failure()).isNotNull();
        assertThat(onlySample("m{a=\"b\"} 1\n").labels()).isSameAs(first);
    }

    @Test
    void sharesTheStringsOfNeighbours() {
        List<Sample> samples = read(parser, bytes("m{a=\"b\",le=\"1\"} 1\nm{a=\"b\",le=\"2\"} 1\n"))
                .page()
                .samples();
        assertThat(samples.get(1).name()).isSameAs(samples.get(0).name());
        assertThat(samples.get(1).labels().name(1))
                .isSameAs(samples.get(0).labels().name(1));
        assertThat(samples.get(1).labels().value(0))
                .isSameAs(samples.get(0).labels().value(0));
    }

    @Test
    void isNotMisledByALineThatOnlyBeginsLikeTheExpectedOne() {
        for (String line : List.of(
                "m 1",
                "m{a=\"b\"} 1",
                "m {a=\"b\"} 1",
                "m  {a=\"c\"} 1",
                "m{a=\"b\"}1",
                "m{a=\"b\"}  1",
                "mm 1",
                "m\t1",
                "{\"m\"} 1",
                "{\"m\"}1",
                "m{} 1",
                "m {} 1",
                "m 1 2",
                "m{a=\"b\"} 1 2",
                "m{a=\"b\"} 1 # {a=\"b\"} 1")) {
            assertThat(read(parser, bytes(line))).as(line).isEqualTo(everything(line));
            for (String next :
                    List.of("m{a=\"bc\"} 1", "m {a=\"b\"} 1", "m 1", "m", "m{a=\"b\"}", "m ", "m{", "m{a=\"b\"} {")) {
                assertThat(read(parser, bytes(line))).as(line).isEqualTo(everything(line));
                assertThat(read(parser, bytes(next))).as(line + " then " + next).isEqualTo(everything(next));
            }
        }
    }

    @Test
    void copesWithAPageInAnotherOrderEachTime() {
        List<String> lines = new ArrayList<>(IntStream.range(0, 300)
                .mapToObj(i -> "metric_" + i % 7 + "{number=\"" + i + "\"} " + i + "\n")
                .toList());
        Random random = new Random(1);
        for (int round = 0; round < 50; round++) {
            Collections.shuffle(lines, random);
            String page = String.join("", lines.subList(0, 100 + random.nextInt(200)));
            assertThat(read(parser, bytes(page))).isEqualTo(everything(page));
        }
    }

    @Test
    void staysWithinItsBoundWhateverItSees() {
        SeriesMemory memory = new SeriesMemory(10_000);
        HeadScanner scanner = new HeadScanner(5);
        int largest = 0;
        for (int page = 0; page < 20; page++) {
            for (int i = 0; i < 200; i++) {
                byte[] line = bytes("m{page=\"" + page + "\",i=\"" + i + "\"} 1");
                assertThat(scanner.scan(line, 0, line.length)).isNull();
                Series series = memory.find(line, 0, scanner);
                assertThat(series).isNotNull();
                largest = Math.max(largest, memory.size());
            }
            memory.nextPage(page % 3 != 0);
        }
        assertThat(largest).isBetween(30, 50);
    }

    @Test
    void worksWithoutAnyMemory() {
        ExpositionParser forgetful = ExpositionParser.forEverything(new ExpositionLimits(1000, 5, 10, 0));
        String page = "m{a=\"b\"} 1\nn 2\nm{a=\"b\"} 3\n";
        assertThat(read(forgetful, bytes(page))).isEqualTo(everything(page));
        assertThat(read(forgetful, bytes(page))).isEqualTo(everything(page));
    }

    private static @Nullable Series find(SeriesMemory memory, String line) {
        HeadScanner scanner = new HeadScanner(5);
        byte[] bytes = bytes(line);
        assertThat(scanner.scan(bytes, 0, bytes.length)).isNull();
        return memory.find(bytes, 0, scanner);
    }

    private Sample onlySample(String page) {
        List<Sample> samples = read(parser, bytes(page)).page().samples();
        assertThat(samples).hasSize(1);
        return samples.get(0);
    }
}
