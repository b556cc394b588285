package io.quorumwatch.source.exposition;

import static io.quorumwatch.source.exposition.Reading.bytes;
import static io.quorumwatch.source.exposition.Reading.labels;
import static io.quorumwatch.source.exposition.Reading.refusal;
import static io.quorumwatch.source.exposition.Reading.sample;
import static io.quorumwatch.source.exposition.Reading.samples;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one line may look like, and why it is left out when it does not. */
class SampleLineTest {

    @Test
    void readsNameAndValue() {
        assertThat(sample("up 1\n")).isEqualTo(new Sample("up", Labels.NONE, 1, Sample.NO_TIMESTAMP));
    }

    @Test
    void readsLabelsInTheOrderOfTheLine() {
        assertThat(sample("bonds{peer=\"b\",group=\"a\"} 2").labels()).isEqualTo(labels("peer", "b", "group", "a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up{} 1",
                "up 1\r",
                "  up\t1  ",
                "up   \t 1",
                "up{ }1",
                "up {} 1\t\r",
                "{\"up\"} 1",
                "{ \"up\" , } 1"
            })
    void toleratesEveryLegalSpellingOfALineWithoutLabels(String line) {
        assertThat(sample(line)).isEqualTo(new Sample("up", Labels.NONE, 1, Sample.NO_TIMESTAMP));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up{a=\"1\",b=\"2\"} 3",
                "up{a=\"1\",b=\"2\",} 3",
                "up { a = \"1\" , b = \"2\" , } 3",
                "up{\ta=\"1\"\t,b=\"2\"}3",
                "{\"up\",a=\"1\",b=\"2\"} 3",
                "{a=\"1\",\"up\",b=\"2\"} 3",
                "up{\"a\"=\"1\",\"b\"=\"2\"} 3\r"
            })
    void toleratesEveryLegalSpellingOfALineWithLabels(String line) {
        assertThat(sample(line)).isEqualTo(new Sample("up", labels("a", "1", "b", "2"), 3, Sample.NO_TIMESTAMP));
    }

    @Test
    void resolvesTheThreeEscapes() {
        assertThat(sample("m{p=\"C:\\\\dir\\\"q\\\"\\nend\"} 1").labels().get("p"))
                .isEqualTo("C:\\dir\"q\"\nend");
    }

    @Test
    void doesNotTakeBracesBlanksAndHashesInAValueForSyntax() {
        assertThat(sample("m{p=\"} 7 # {,=\"} 1").labels().get("p")).isEqualTo("} 7 # {,=");
    }

    @Test
    void readsUtf8InLabelValuesAndQuotedNames() {
        Sample sample = sample("{\"größe.µ\",\"häus chen\"=\"日本 🦊\"} 1");
        assertThat(sample.name()).isEqualTo("größe.µ");
        assertThat(sample.labels()).isEqualTo(labels("häus chen", "日本 🦊"));
    }

    @Test
    void keepsEmptyLabelValues() {
        assertThat(sample("m{a=\"\"} 1").labels()).isEqualTo(labels("a", ""));
    }

    @Test
    void readsSpecialValuesInAnyCase() {
        assertThat(samples("a NaN\nb nan\nc +Inf\nd -inf\ne INF\nf +infinity\ng Infinity\n"))
                .extracting(Sample::value)
                .containsExactly(
                        Double.NaN,
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY,
                        Double.POSITIVE_INFINITY,
                        Double.POSITIVE_INFINITY,
                        Double.POSITIVE_INFINITY);
    }

    @Test
    void needsNoTypeAndNoOrder() {
        assertThat(samples("b_sum 2\na 1\n# TYPE b summary\nb_count 3\na{x=\"1\"} 4\n"))
                .extracting(Sample::name)
                .containsExactly("b_sum", "a", "b_count", "a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "1up 1|BAD_NAME",
                "up-time 1|BAD_NAME",
                "größe 1|BAD_NAME",
                "{} 1|BAD_NAME",
                "{a=\"b\"} 1|BAD_NAME",
                "{\"\"} 1|BAD_NAME",
                "{\"up\",\"down\"} 1|BAD_NAME",
                "up{\"down\"} 1|BAD_NAME",
                "<html>|BAD_NAME",
                "up+1|BAD_NAME",
                "up{a=\"b\" 1|BAD_LABELS",
                "up{a=\"b 1|BAD_LABELS",
                "up{a=b} 1|BAD_LABELS",
                "up{a} 1|BAD_LABELS",
                "up{a= } 1|BAD_LABELS",
                "up{=\"b\"} 1|BAD_LABELS",
                "up{\"\"=\"b\"} 1|BAD_LABELS",
                "up{1a=\"b\"} 1|BAD_LABELS",
                "up{a:b=\"c\"} 1|BAD_LABELS",
                "up{,} 1|BAD_LABELS",
                "up{a=\"b\",,c=\"d\"} 1|BAD_LABELS",
                "up{a=\"b\" c=\"d\"} 1|BAD_LABELS",
                "up{|BAD_LABELS",
                "up{a=\"b\\|BAD_LABELS",
                "up{a=\"\\t\"} 1|BAD_ESCAPE",
                "up{\"\\x\"=\"b\"} 1|BAD_ESCAPE",
                "up{a=\"1\",a=\"2\"} 1|DUPLICATE_LABEL",
                "up{a=\"1\",\"a\"=\"2\"} 1|DUPLICATE_LABEL",
                "up|BAD_VALUE",
                "up{}|BAD_VALUE",
                "up one|BAD_VALUE",
                "up {} {} 1|BAD_VALUE",
                "up 0x10|BAD_VALUE",
                "up 1_000|BAD_VALUE",
                "up 1d|BAD_VALUE",
                "up +NaN|BAD_VALUE",
                "up 1 later|BAD_TIMESTAMP",
                "up 1 NaN|BAD_TIMESTAMP",
                "up 1 99999999999999999999|BAD_TIMESTAMP",
                "up 1 2 3|BAD_TIMESTAMP",
                "up 1 # a comment|BAD_EXEMPLAR",
                "up 1 # {} |BAD_EXEMPLAR",
                "up 1 # {a=\"b\"} x|BAD_EXEMPLAR",
                "up 1 # {\"a\"} 1|BAD_EXEMPLAR",
                "up 1 # {a=\"b\"} 1 y|BAD_EXEMPLAR",
                "up 1 # {a=\"b\"} 1 2 3|BAD_EXEMPLAR"
            })
    void leavesAMalformedLineOutForItsReason(String line, Malformed reason) {
        assertThat(refusal(line)).as(line).isEqualTo(reason);
    }

    @Test
    void leavesOutWhatIsNotUtf8() {
        byte[] latin1 = "m{city=\"K\u00f6ln\"} 1".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(refusal(latin1)).isEqualTo(Malformed.NOT_UTF_8);
        byte[] exemplar = "m 1 # {city=\"K\u00f6ln\"} 1".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(refusal(exemplar)).isEqualTo(Malformed.NOT_UTF_8);
    }

    @Test
    void acceptsAsManyLabelsAsAllowedAndLeavesOutALineWithMore() {
        ExpositionLimits two = new ExpositionLimits(1000, 2, 10, 1000);
        PageResult result = Reading.read(
                ExpositionParser.forEverything(two), bytes("m{a=\"1\",b=\"2\"} 1\nm{a=\"1\",b=\"2\",c=\"3\"} 2\n"));
        assertThat(result.failure()).isNull();
        assertThat(result.page().samples()).extracting(Sample::value).containsExactly(1.0);
        assertThat(result.page().malformed())
                .containsEntry(Malformed.TOO_MANY_LABELS, 1)
                .hasSize(1);
    }
}
