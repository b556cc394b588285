package io.quorumwatch.profile.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.error.YAMLException;

/** Profiles are written in the plain part of YAML. */
class PlainYamlTest {

    @Test
    void readsMapsListsTextsFlagsAndNumbers() {
        assertThat(PlainYaml.read("""
                text: up  # and not a flag
                quoted: "5"
                flags: [true, no, On, off]
                numbers: [0, -7, +12, 2.5, 99999999999]
                nothing: [~, null, ]
                5: a key
                again: &list [a]
                same: *list
                """))
                .isEqualTo(Map.of(
                        "text",
                        "up",
                        "quoted",
                        "5",
                        "flags",
                        List.of(true, false, true, false),
                        "numbers",
                        List.of(0L, -7L, 12L, 2.5, 99_999_999_999L),
                        "nothing",
                        Arrays.asList(null, null),
                        5L,
                        "a key",
                        "again",
                        List.of("a"),
                        "same",
                        List.of("a")));
    }

    @Test
    void anEmptyTextSaysNothing() {
        assertThat(PlainYaml.read("# a comment alone\n")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: 010              | line 1: a value that is neither",
                "a: 0x1f             | line 1: a value that is neither",
                "a: .inf             | line 1: a number that is too large or written otherwise",
                "a: 99999999999999999999 | line 1: a number that is too large",
                "a: 2026-11-23       | line 1: a value that is neither",
                "{a: 1, a: 2}        | line 1: the key a twice",
                "{~: 1}              | line 1: a key that is nothing",
                "a: &a [*a]          | line 1: more than 32 levels",
                "a: !!java.net.URL x | Global tag is not allowed",
            })
    void refusesWhatIsNotPlain(String text, String complaint) {
        assertThatThrownBy(() -> PlainYaml.read(text))
                .isInstanceOf(YAMLException.class)
                .hasMessageStartingWith(complaint);
    }
}
