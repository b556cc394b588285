package io.quorumwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainOptionsTest {

    private static final Set<String> NAMES = Set.of("--config", "--listen");

    @Test
    void readsNamesWithValues() {
        assertThat(PlainOptions.read(List.of("--listen", "[::1]:0", "--config", "a b.yaml"), NAMES))
                .isEqualTo(Map.of("--config", "a b.yaml", "--listen", "[::1]:0"));
        assertThat(PlainOptions.read(List.of(), NAMES)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "--config",
                "--config --listen",
                "--config=a",
                "--config a --config b",
                "--config a b",
                "a --config b",
                "--other a"
            })
    void leavesEverythingElseToPicocli(String arguments) {
        assertThat(PlainOptions.read(List.of(arguments.split(" ")), NAMES)).isNull();
    }
}
