package io.quorumwatch.source.logs.line;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnsiTest {

    @Test
    void aLineWithoutColourIsTheSameLine() {
        String line = "nothing [2m here";
        assertThat(Ansi.stripped(line)).isSameAs(line);
    }

    @Test
    void takesColoursOut() {
        assertThat(Ansi.stripped("\u001b[2ma\u001b[0m\u001b[38;5;196mb\u001b[m"))
                .isEqualTo("ab");
    }

    @Test
    void aSequenceThatIsCutOffEndsWithTheLine() {
        assertThat(Ansi.stripped("a\u001b")).isEqualTo("a");
        assertThat(Ansi.stripped("a\u001b[")).isEqualTo("a");
        assertThat(Ansi.stripped("a\u001b[38;5")).isEqualTo("a");
    }

    @Test
    void aLoneEscapeTakesNothingWithIt() {
        assertThat(Ansi.stripped("a\u001bb \u001b\u001b[2mc")).isEqualTo("ab c");
    }
}
