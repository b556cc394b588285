package io.quorumwatch.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** One YAML file from the disk to its top-level keys; shared by the two kinds of files that operators write. */
final class ConfigFile {

    private ConfigFile() {}

    /** The file's text. Blocks. */
    static String read(Path file, Problems problems) throws InvalidConfigException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(YamlText.LARGEST + 1);
            if (bytes.length <= YamlText.LARGEST) {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            }
            problems.add(0, "", "more than 4 MiB", "a configuration file of at most 4 MiB", null);
        } catch (CharacterCodingException binary) {
            problems.add(0, "", "bytes that are not UTF-8", "text in UTF-8", null);
        } catch (IOException unreadable) {
            problems.add(0, "", reason(file), "a file that this user can read", null);
        }
        throw problems.toException();
    }

    /** The top-level keys of the text; none when every line is a comment. */
    static Section parse(String text, Problems problems) throws InvalidConfigException {
        @Nullable Node root = YamlText.compose(text, problems);
        problems.throwIfAny();
        if (root != null && !(root instanceof MappingNode)) {
            Setting whole = new Setting(root, root.getStartMark().getLine() + 1, "", problems);
            if (!whole.isNothing()) {
                whole.refuse("keys with values");
                throw problems.toException();
            }
        }
        return new Section(root, 1, "", problems);
    }

    private static String reason(Path file) {
        if (!Files.exists(file)) {
            return "no such file";
        }
        return Files.isDirectory(file) ? "a directory" : "an unreadable file";
    }
}
