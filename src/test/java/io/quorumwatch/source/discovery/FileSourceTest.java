package io.quorumwatch.source.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.config.MemberConfig.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTest {

    @TempDir
    private Path directory;

    private FileSource source;

    @BeforeEach
    void watch() {
        source = source("t/*.json", "t/more.yml");
    }

    private FileSource source(String... patterns) {
        return new FileSource(
                new FilePatterns(List.of(patterns), directory),
                new FileSdParser(new TargetReader(new MemberTerms(Set.of("committee"), "committee"), Access.PLAIN)));
    }

    private Path file(String name) {
        return directory.resolve("t").resolve(name);
    }

    private void write(String name, String text) throws IOException {
        assertThat(Files.createDirectories(directory.resolve("t"))).isDirectory();
        assertThat(Files.writeString(file(name), text)).exists();
    }

    private static String naming(String... targets) {
        return "[{\"targets\": [\"" + String.join("\", \"", targets) + "\"]}]";
    }

    private static List<String> names(Found found) {
        return found.members().stream().map(MemberConfig::name).toList();
    }

    private Found polledTwice() {
        Found unused = source.poll();
        return source.poll();
    }

    @Test
    void whatIsThereAtFirstIsReadAtOnce() throws IOException {
        write("b.json", naming("b:1"));
        write("a.json", naming("a:1"));
        write("more.yml", "- targets: [c:1]\n");
        write("other.yml", "- targets: [d:1]\n");

        assertThat(names(source.poll())).containsExactly("a:1", "b:1", "c:1");
    }

    @Test
    void nothingMatchingIsNothingWrong() {
        assertThat(source.poll()).isEqualTo(Found.NOTHING);
    }

    @Test
    void aFileThatAppearsLaterIsReadWhenItStandsStill() throws IOException {
        assertThat(source.poll()).isEqualTo(Found.NOTHING);
        write("a.json", naming("a:1"));

        assertThat(names(source.poll())).isEmpty();
        assertThat(names(source.poll())).containsExactly("a:1");
    }

    @Test
    void aFileThatGoesOnChangingIsNotReadMeanwhile() throws IOException {
        write("more.yml", "- targets: [a:1, b:1]\n");
        assertThat(names(source.poll())).containsExactly("a:1", "b:1");

        write("more.yml", "- targets: [c:1]\n");
        assertThat(names(source.poll())).containsExactly("a:1", "b:1");
        write("more.yml", "- targets: [c:1]\n- targets: [d:1]\n");
        assertThat(names(source.poll())).containsExactly("a:1", "b:1");
        assertThat(names(source.poll())).containsExactly("c:1", "d:1");
    }

    @Test
    void aBrokenFileKeepsWhatItSaidLastUntilItIsMended() throws IOException {
        write("a.json", naming("a:1"));
        Found first = source.poll();
        write("a.json", "[{\"targets\": [\"a:1\", ");

        Found broken = polledTwice();
        assertThat(broken.members()).isEqualTo(first.members());
        assertThat(broken.problems())
                .singleElement()
                .extracting(DiscoveryProblem::reason)
                .isEqualTo(DiscoveryFailure.BROKEN_FILE);

        write("a.json", naming("a:1", "b:1"));
        Found mended = polledTwice();
        assertThat(names(mended)).containsExactly("a:1", "b:1");
        assertThat(mended.problems()).isEmpty();
    }

    @Test
    void aFileIsGoneOnlyWhenItStaysAway() throws IOException {
        write("a.json", naming("a:1"));
        Path file = file("a.json");
        assertThat(names(source.poll())).containsExactly("a:1");

        Files.delete(file);
        assertThat(names(source.poll())).containsExactly("a:1");
        assertThat(names(source.poll())).isEmpty();
    }

    @Test
    void aFileThatIsReplacedByRenamingIsReadAnewAlsoWhenItLooksTheSame() throws IOException {
        write("a.json", naming("a:1"));
        Path file = file("a.json");
        assertThat(names(source.poll())).containsExactly("a:1");
        Path next = Files.writeString(directory.resolve("next"), naming("b:1"));
        assertThat(Files.setLastModifiedTime(next, Files.getLastModifiedTime(file)))
                .exists();

        Path moved = Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);

        assertThat(moved).exists();
        assertThat(names(polledTwice())).containsExactly("b:1");
    }

    @Test
    void aFileThatIsTooLargeIsNotReadToItsEnd() throws IOException {
        write("a.json", " ".repeat(FileSource.MOST_BYTES + 1));

        assertThat(source.poll().problems())
                .singleElement()
                .extracting(DiscoveryProblem::reason)
                .isEqualTo(DiscoveryFailure.TOO_LARGE);
    }

    @Test
    void aDirectoryIsNoFile() throws IOException {
        assertThat(Files.createDirectories(directory.resolve("t/a.json"))).isDirectory();

        assertThat(source.poll().problems())
                .singleElement()
                .extracting(DiscoveryProblem::reason)
                .isEqualTo(DiscoveryFailure.UNREADABLE);
    }

    @Test
    void moreFilesThanAllowedAreToldOf() throws IOException {
        for (int i = 0; i <= FilePatterns.MOST_FILES; i++) {
            write(String.format("m%03d.json", i), naming("m" + i + ":1"));
        }

        Found found = source.poll();

        assertThat(found.members()).hasSize(FilePatterns.MOST_FILES);
        assertThat(found.problems())
                .singleElement()
                .extracting(DiscoveryProblem::reason)
                .isEqualTo(DiscoveryFailure.TOO_MANY_FILES);
    }

    @Test
    void aPatternMatchesAsAWholeAndWithoutSurprises() throws IOException {
        write("a+b-1.json", naming("a:1"));
        write("a+b-1.json.bak", naming("b:1"));
        write("aab-1.json", naming("c:1"));

        assertThat(names(source("t/a+b*.json").poll())).containsExactly("a:1");
    }
}
