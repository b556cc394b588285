package io.quorumwatch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to get a configuration wrong has a fixture, and the line that the operator reads stands beside it. */
class InvalidConfigTest {

    private static final Path FIXTURES = Path.of("src/test/resources/config");

    static Stream<Path> fixtures() throws IOException {
        try (Stream<Path> files = Files.list(FIXTURES)) {
            return files
                    .filter(file -> file.getFileName().toString().matches("invalid_.*\\.yaml"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void saysInOneLineWhatIsWrong(Path fixture) throws IOException {
        Path expected = Path.of(fixture.toString().replace(".yaml", ".expected"));

        List<String> lines = problemsOf(fixture).stream()
                .map(ConfigProblem::oneLine)
                .map(line -> line.replace(FIXTURES + "/", ""))
                .toList();

        assertThat(lines).containsExactlyElementsOf(Files.readAllLines(expected));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void neverShowsASecret(Path fixture) {
        assertThat(problemsOf(fixture)).noneMatch(problem -> problem.oneLine().contains("hunter2"));
    }

    @Test
    void thereIsAFixtureForEveryExpectation() throws IOException {
        try (Stream<Path> files = Files.list(FIXTURES)) {
            List<String> expectations = files.map(Path::toString)
                    .filter(file -> file.endsWith(".expected"))
                    .toList();
            assertThat(expectations).hasSameSizeAs(fixtures().toList());
        }
    }

    private static List<ConfigProblem> problemsOf(Path fixture) {
        InvalidConfigException invalid = catchThrowableOfType(
                InvalidConfigException.class, () -> assertThat(load(fixture)).isNull());
        assertThat(invalid).as("%s is refused", fixture).isNotNull();
        return invalid.problems();
    }

    private static Object load(Path fixture) throws InvalidConfigException {
        return fixture.getFileName().toString().startsWith("invalid_web_")
                        && !fixture.endsWith("invalid_web_config_file_missing.yaml")
                ? WebConfigLoader.load(fixture)
                : ConfigLoader.load(fixture, new TestVocabulary());
    }
}
