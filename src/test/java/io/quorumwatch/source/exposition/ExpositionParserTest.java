package io.quorumwatch.source.exposition;

import static io.quorumwatch.source.exposition.Reading.bytes;
import static io.quorumwatch.source.exposition.Reading.everything;
import static io.quorumwatch.source.exposition.Reading.read;
import static io.quorumwatch.source.exposition.Reading.readInChunks;
import static io.quorumwatch.source.exposition.Reading.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorumwatch.bus.ScrapeFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of a page as a whole. */
class ExpositionParserTest {

    private static final ExpositionLimits LIMITS = ExpositionLimits.DEFAULT;

    @Test
    void anEmptyBodyIsAPageWithoutSamples() {
        PageResult result = everything("");
        assertThat(result.failure()).isNull();
        assertThat(result.page()).isEqualTo(Page.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\n \t\n\r\n", "# EOF\n", "# TYPE a counter\n", "#", "# anything goes\n\n"})
    void blankLinesAndCommentsAloneAreAPage(String page) {
        assertThat(everything(page)).isEqualTo(new PageResult(null, pageWithoutSamples(page)));
    }

    private static Page pageWithoutSamples(String page) {
        return new Page(List.of(), page.lines().count(), page.length(), Map.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html>\n<html><body>\n<h1>Welcome</h1>\n</body></html>\n",
                "{\"status\":\"ready\"}",
                "{\n  \"status\": \"ready\",\n  \"components\": {}\n}\n",
                "[1, 2, 3]",
                "OK",
                "404 page not found\n",
                "# Title\n\nSome prose without numbers.\n",
                "\u0000\u0001\u0002\u0003",
                "\u001f\ufffd\b\u0000 gzip\n\n"
            })
    void whatIsNotExpositionTextFails(String body) {
        assertThat(everything(body).failure()).isEqualTo(ScrapeFailure.BAD_BODY);
        assertThat(read(new ExpositionParser(Set.of("up"), LIMITS), bytes(body)).failure())
                .isEqualTo(ScrapeFailure.BAD_BODY);
    }

    @Test
    void aPageStandsAsLongAsItsMalformedLinesAreNotTheMost() {
        assertThat(everything("up 1\n<p>\n").failure()).isNull();
        PageResult result = everything("up 1\n<p>\n<p>\n");
        assertThat(result.failure()).isEqualTo(ScrapeFailure.BAD_BODY);
        assertThat(result.page().samples()).isEmpty();
        assertThat(result.page().malformed()).containsEntry(Malformed.BAD_NAME, 2);
    }

    @Test
    void aPageOfAnotherSystemIsAPageWithoutWantedSamples() {
        PageResult result =
                read(new ExpositionParser(Set.of("mosaik_groups_bonds"), LIMITS), resource("etcd-member.prom"));
        assertThat(result.failure()).isNull();
        assertThat(result.page().samples()).isEmpty();
        assertThat(result.page().lines()).isEqualTo(1545);
        assertThat(result.page().bytes()).isEqualTo(151118);
        assertThat(result.page().malformed()).isEmpty();
    }

    @Test
    void countsMalformedLinesByReasonAndKeepsTheRest() {
        Page page = everything("a 1\nb x\nc{ 2\nd y\ne 5\nf{} 6 z\ng 7\nh 8\n").page();
        assertThat(page.samples()).extracting(Sample::name).containsExactly("a", "e", "g", "h");
        assertThat(page.malformed())
                .containsEntry(Malformed.BAD_VALUE, 2)
                .containsEntry(Malformed.BAD_LABELS, 1)
                .containsEntry(Malformed.BAD_TIMESTAMP, 1)
                .hasSize(3);
        assertThat(page.lines()).isEqualTo(8);
    }

    @Test
    void aLastLineNeedsNoNewline() {
        assertThat(everything("a 1\nb 2").page().samples())
                .extracting(Sample::value)
                .containsExactly(1.0, 2.0);
        assertThat(everything("a 1\nb 2").page().lines()).isEqualTo(2);
        assertThat(everything("a 1\nb 2\n").page().lines()).isEqualTo(2);
    }

    @Test
    void refusesEverythingBehindTheEnd() {
        Page page = everything("a 1\na 2\n# EOF\n\nb 2\n# TYPE c counter\n").page();
        assertThat(page.samples()).extracting(Sample::name).containsExactly("a", "a");
        assertThat(page.malformed()).containsEntry(Malformed.AFTER_EOF, 2).hasSize(1);
    }

    @Test
    void refusesUnwantedLinesBehindTheEndToo() {
        Page page = read(
                        new ExpositionParser(Set.of("aaaaaaaaa"), LIMITS),
                        bytes("aaaaaaaaa 1\nb 1\nc 1\n# EOF\nbbbbbbbbb 2\n"))
                .page();
        assertThat(page.malformed()).containsEntry(Malformed.AFTER_EOF, 1).hasSize(1);
    }

    @Test
    void tellsTheListenerWhereAndWhy() {
        List<LineFinding> findings = new ArrayList<>();
        ExpositionParser parser = ExpositionParser.forEverything(LIMITS, findings::add);
        assertThat(read(parser, bytes("a 1\n\n  b x\tµ\r\n" + "c 1\n" + "d 1\n" + "e{" + "x".repeat(300)))
                        .failure())
                .isNull();
        assertThat(findings)
                .containsExactly(
                        new LineFinding(3, Malformed.BAD_VALUE, "b x..."),
                        new LineFinding(6, Malformed.BAD_LABELS, "e{" + "x".repeat(118)));
    }

    @Test
    void tellsTheListenerOfABoundedNumberOfLines() {
        List<LineFinding> findings = new ArrayList<>();
        PageResult result = read(ExpositionParser.forEverything(LIMITS, findings::add), bytes("!\n".repeat(1500)));
        assertThat(result.page().malformed()).containsEntry(Malformed.BAD_NAME, 1500);
        assertThat(findings).hasSize(ExpositionParser.FINDINGS);
    }

    @Test
    void aLineAsLongAsAllowedStandsAndALongerOneFailsThePage() {
        ExpositionParser parser = ExpositionParser.forEverything(new ExpositionLimits(20, 5, 5, 1000));
        for (int chunk : new int[] {1, 7, 20, 21, 1000}) {
            assertThat(readInChunks(parser, bytes("a 1\nbcdefghijklmnopqr 1\n"), chunk)
                            .failure())
                    .isNull();
            PageResult result = readInChunks(parser, bytes("a 1\n# comments count, too\nb 1\n"), chunk);
            assertThat(result.failure()).isEqualTo(ScrapeFailure.LINE_TOO_LONG);
            assertThat(result.page().samples()).isEmpty();
        }
    }

    @Test
    void anEndlessLineFailsAtTheCapAndCostsNothingMore() {
        ExpositionParser parser = new ExpositionParser(Set.of("up"), LIMITS);
        byte[] chunk = bytes("x".repeat(10_000));
        ScrapeFailure failure = null;
        int fed = 0;
        while (failure == null && fed < 100) {
            failure = parser.accept(chunk, 0, chunk.length);
            fed++;
        }
        assertThat(failure).isEqualTo(ScrapeFailure.LINE_TOO_LONG);
        assertThat(fed * chunk.length).isBetween(LIMITS.lineBytes(), LIMITS.lineBytes() + 2 * chunk.length);
        assertThat(parser.accept(chunk, 0, chunk.length)).isEqualTo(ScrapeFailure.LINE_TOO_LONG);
        assertThat(parser.finish().failure()).isEqualTo(ScrapeFailure.LINE_TOO_LONG);
    }

    @Test
    void moreSamplesThanAllowedFailThePageButUnwantedOnesDoNotCount() {
        ExpositionParser parser = new ExpositionParser(Set.of("up"), new ExpositionLimits(1000, 5, 2, 1000));
        PageResult enough = read(parser, bytes("up 1\nx 1\ny 1\nz 1\nup 2\n"));
        assertThat(enough.failure()).isNull();
        assertThat(enough.page().samples()).hasSize(2);
        PageResult tooMany = read(parser, bytes("up 1\nup 2\nup 3\nup 4\n"));
        assertThat(tooMany.failure()).isEqualTo(ScrapeFailure.TOO_MANY_SAMPLES);
        assertThat(tooMany.page().samples()).isEmpty();
    }

    @Test
    void nothingOfAFailedOrUnfinishedPageReachesTheNext() {
        ExpositionParser parser = ExpositionParser.forEverything(new ExpositionLimits(10, 5, 5, 1000));
        assertThat(parser.accept(bytes("a 1\nb 2\nrest"), 0, 12)).isNull();
        assertThat(read(parser, bytes("c 3\n"))).isEqualTo(everything("c 3\n"));
        assertThat(read(parser, bytes("much too long 3\n")).failure()).isEqualTo(ScrapeFailure.LINE_TOO_LONG);
        assertThat(read(parser, bytes("d 4\n"))).isEqualTo(everything("d 4\n"));
    }

    @Test
    void insistsOnResetAfterFinish() {
        ExpositionParser parser = ExpositionParser.forEverything(LIMITS);
        assertThat(parser.finish().failure()).isNull();
        assertThatThrownBy(parser::finish).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> assertThat(parser.accept(new byte[1], 0, 1)).isNull())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void readsOnlyTheRangeOfTheArray() {
        ExpositionParser parser = ExpositionParser.forEverything(LIMITS);
        byte[] array = bytes("garbage\na 1\nb 2\ngarbage");
        assertThat(parser.accept(array, 8, 16)).isNull();
        assertThat(parser.finish()).isEqualTo(everything("a 1\nb 2\n"));
        parser.reset();
        assertThatThrownBy(() -> assertThat(parser.accept(array, 8, 99)).isNull())
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
