package io.quorumwatch.profile.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.profile.definition.LineRule;
import io.quorumwatch.source.logs.line.LineParser;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineClassifierTest {

    private static final LineRule STEP =
            new LineRule(EventKind.NODE_UP, LineRule.By.MESSAGE, "step up", null, List.of());
    private static final LineRule STEP_DOWN =
            new LineRule(EventKind.SHUTTING_DOWN, LineRule.By.MESSAGE, "step down", "a::", List.of("a::b"));
    private static final LineRule STEP_AT_ALL =
            new LineRule(EventKind.FOLLOWING, LineRule.By.MESSAGE, "step", null, List.of());
    private static final LineRule WORDS =
            new LineRule(EventKind.PANIC, LineRule.By.CONTAINS, "lost It", null, List.of("quiet"));
    private static final LineRule CAPITAL =
            new LineRule(EventKind.WRONG_UNIVERSE, LineRule.By.CONTAINS, "WrongOne", null, List.of());
    private static final LineRule SILENT =
            new LineRule(EventKind.COMMIT_ADVANCED, LineRule.By.FIELD, "committed_ix", "x", List.of());

    private static @Nullable LineRule rule(String targetAndText) {
        return ruleOfLine("2026-04-18T21:33:01Z  INFO " + targetAndText);
    }

    private static @Nullable LineRule ruleOfLine(String line) {
        return new LineClassifier(List.of(WORDS, CAPITAL, SILENT, STEP, STEP_DOWN, STEP_AT_ALL))
                .ruleOf(LineParser.parse(line));
    }

    @Test
    void theFirstRuleWhoseBeginningAndTargetFitDecides() {
        assertThat(rule("x: step up")).isEqualTo(STEP);
        assertThat(rule("a::c: step down now")).isEqualTo(STEP_DOWN);
        assertThat(rule("a::b::c: step down now")).isEqualTo(STEP_AT_ALL);
        assertThat(rule("x: step down now")).isEqualTo(STEP_AT_ALL);
        assertThat(rule("x: ste")).isNull();
        assertThat(rule("x: ")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x: stepping", "x: steps up", "x: step_up", "x: step=up", "x: step2"})
    void aLongerWordOrAFieldIsNoBeginning(String line) {
        assertThat(rule(line)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x: step", "x: step: up", "x: step, then", "x: step a=1"})
    void aWholeWordIsABeginning(String line) {
        assertThat(rule(line)).isEqualTo(STEP_AT_ALL);
    }

    @Test
    void aLineWithoutAMessageIsToldByItsField() {
        assertThat(rule("x: committed_ix=9 term=2")).isEqualTo(SILENT);
        assertThat(rule("x: committed_ix")).isNull();
        assertThat(rule("x: committed_ixes=9")).isNull();
        assertThat(rule("x: note committed_ix=9")).isNull();
        assertThat(rule("y: committed_ix=9")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'target':'x','committed_ix':9",
                "'target':'x','committed_ix':9,'message':''",
                "'target':'x','fields':{'committed_ix':9}",
                "'target':'x','fields':{'message':'','committed_ix':9}"
            })
    void inJsonAFieldWithoutAMessageIsEnough(String rest) {
        assertThat(ruleOfJson(rest)).isEqualTo(SILENT);
        assertThat(ruleOfJson(rest.replace("'x'", "'y'"))).isNull();
        assertThat(ruleOfJson(rest.replace("committed_ix", "committed"))).isNull();
    }

    @Test
    void inJsonAMessageDecides() {
        assertThat(ruleOfJson("'target':'x','fields':{'message':'note','committed_ix':9}"))
                .isNull();
    }

    private static @Nullable LineRule ruleOfJson(String rest) {
        return ruleOfLine(("{'timestamp':'2026-04-18T21:33:01Z','level':'TRACE'," + rest + "}").replace('\'', '"'));
    }

    @Test
    void aBeginningGoesBeforeWords() {
        assertThat(rule("x: step up, lost It")).isEqualTo(STEP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x: lost It",
                "x: we have lost It!",
                "x: m error=lost It",
                "x: m e=\"lost It\"",
                "x: lost Its head"
            })
    void wordsCountWhereverTheyStand(String line) {
        assertThat(rule(line)).isEqualTo(WORDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x: lost it",
                "x: m glost It",
                "x: m has_lost It",
                "x: lost It_too=1",
                "x: 4: some::path::lost It",
                "x: lost It=1",
                "quiet::y: lost It"
            })
    void whatOnlyLooksLikeTheWordsDoesNot(String line) {
        assertThat(rule(line)).isNull();
    }

    @Test
    void theNameOfAFieldDoesNotHideTheWordsBehindIt() {
        assertThat(rule("x: lost It=1 and then lost It")).isEqualTo(WORDS);
    }

    @Test
    void aCapitalBeginsAWordOfItsOwn() {
        assertThat(rule("x: error=GroupWrongOne")).isEqualTo(CAPITAL);
        assertThat(rule("x: error=Group::WrongOne(3)")).isEqualTo(CAPITAL);
        assertThat(rule("x: error=is_WrongOne")).isNull();
    }
}
