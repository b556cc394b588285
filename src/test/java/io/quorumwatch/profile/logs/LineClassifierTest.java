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

    private static final LineRule STEP = new LineRule(EventKind.NODE_UP, "step up", null, null, List.of());
    private static final LineRule STEP_DOWN =
            new LineRule(EventKind.SHUTTING_DOWN, "step down", null, "a::", List.of("a::b"));
    private static final LineRule STEP_AT_ALL = new LineRule(EventKind.FOLLOWING, "step", null, null, List.of());
    private static final LineRule WORDS = new LineRule(EventKind.PANIC, null, "lost It", null, List.of("quiet"));
    private static final LineRule CAPITAL = new LineRule(EventKind.WRONG_UNIVERSE, null, "WrongOne", null, List.of());

    private static @Nullable LineRule rule(String targetAndText) {
        return new LineClassifier(List.of(WORDS, CAPITAL, STEP, STEP_DOWN, STEP_AT_ALL))
                .ruleOf(LineParser.parse("2026-04-18T21:33:01Z  INFO " + targetAndText));
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
