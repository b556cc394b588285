package io.quorumwatch.source.exposition;

import static io.quorumwatch.source.exposition.Reading.bytes;
import static io.quorumwatch.source.exposition.Reading.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which names a wanted family selects. */
class WantedFamiliesTest {

    private static final String FIRST = "something_else_to_begin_with 1\n";

    @Test
    void selectsTheFamilyWithAllItsSuffixes() {
        assertThat(selected(
                        Set.of("round_interval"),
                        "round_interval",
                        "round_interval_bucket",
                        "round_interval_sum",
                        "round_interval_count",
                        "round_interval_total",
                        "round_interval_created",
                        "round_interval_info",
                        "round_interval_gsum",
                        "round_interval_gcount"))
                .hasSize(9);
    }

    @Test
    void turnsAwayWhatOnlyLooksAlike() {
        assertThat(selected(
                        Set.of("round_interval"),
                        "round_interva",
                        "round_intervals",
                        "round_interval_",
                        "round_interval_max",
                        "round_interval_bucket_total",
                        "xround_interval",
                        "round_interval:sum",
                        "_bucket",
                        "Round_interval"))
                .isEmpty();
    }

    @Test
    void aWantedNameMayEndInASuffixItself() {
        assertThat(selected(Set.of("rounds_finalized_total"), "rounds_finalized", "rounds_finalized_total"))
                .containsExactly("rounds_finalized_total");
    }

    @Test
    void selectsShortNames() {
        assertThat(selected(Set.of("up", "a"), "up", "u", "upp", "up_total", "a", "ab", "b", "a_sum"))
                .containsExactly("up", "up_total", "a", "a_sum");
    }

    @Test
    void selectsNamesOfAboutEightBytes() {
        assertThat(selected(
                        Set.of("seven_7", "eight__8", "nine____9"),
                        "seven_7",
                        "eight__8",
                        "nine____9",
                        "nine____8",
                        "seven__"))
                .containsExactly("seven_7", "eight__8", "nine____9");
    }

    @Test
    void selectsQuotedNames() {
        ExpositionParser parser = new ExpositionParser(Set.of("a.b", "q\"\\\n", "plain"), ExpositionLimits.DEFAULT);
        PageResult result = read(
                parser,
                bytes(
                        FIRST
                                + "{\"a.b\"} 1\n{\"a.c\"} 2\n{\"a.b_total\",x=\"y\"} 3\n{\"q\\\"\\\\\\n\"} 4\n{\"plain\"} 5\n{l=\"a.b\",\"no\"} 6\n"));
        assertThat(result.page().samples()).extracting(Sample::value).containsExactly(1.0, 3.0, 4.0, 5.0);
        assertThat(result.page().samples())
                .extracting(Sample::name)
                .containsExactly("a.b", "a.b_total", "q\"\\\n", "plain");
        assertThat(result.page().malformed()).isEmpty();
    }

    @Test
    void wantingNothingReadsNothing() {
        assertThat(selected(Set.of(), "a", "etcd_server_id")).isEmpty();
    }

    @Test
    void doesNotValidateUnwantedLinesOnceThePageIsTrusted() {
        ExpositionParser parser = new ExpositionParser(Set.of("up"), ExpositionLimits.DEFAULT);
        Page page = read(parser, bytes("x{ 1\nfine 1\nx{ 1\ny z\nup x\nup 1\n")).page();
        assertThat(page.malformed())
                .containsEntry(Malformed.BAD_LABELS, 1)
                .containsEntry(Malformed.BAD_VALUE, 1)
                .hasSize(2);
        assertThat(page.samples()).hasSize(1);
    }

    @Test
    void aParserForAnotherMemberWantsTheSame() {
        ExpositionParser parser = new ExpositionParser(Set.of("up"), ExpositionLimits.DEFAULT).forAnotherMember();
        assertThat(read(parser, bytes("down 1\nup 2\n")).page().samples())
                .extracting(Sample::name)
                .containsExactly("up");
    }

    private static List<String> selected(Set<String> families, String... names) {
        String page = FIRST + String.join(" 1\n", names) + " 1\n";
        PageResult result = read(new ExpositionParser(families, ExpositionLimits.DEFAULT), bytes(page));
        assertThat(result.failure()).isNull();
        assertThat(result.page().malformed()).isEmpty();
        List<String> selected =
                result.page().samples().stream().map(Sample::name).toList();
        assertThat(Arrays.asList(names)).containsAll(selected);
        return selected;
    }
}
