package io.quorumwatch.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The files that a configuration names. Relative ones start from the directory of the configuration file, so that a configuration
 * means the same wherever the agent is started from.
 */
final class FilePaths {

    private static final long LARGEST = 1024 * 1024;

    private final Path directory;

    FilePaths(Path directory) {
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    /** A path whose file may come to be later. */
    @Nullable
    Path any(Setting setting) {
        String text = setting.text("the path of a file");
        if (text == null) {
            return null;
        }
        try {
            return directory.resolve(text).normalize();
        } catch (InvalidPathException notAPath) {
            setting.refuse("the path of a file");
            return null;
        }
    }

    /** A file that can be read now and has something in it; null when the key is absent or has been complained about. */
    @Nullable
    Path readable(@Nullable Setting setting) {
        Path path = setting == null ? null : any(setting);
        if (setting == null || path == null) {
            return null;
        }
        String wrong = wrong(path);
        if (wrong != null) {
            setting.refuse(
                    wrong + ' ' + OneLine.of(path.toString()), "a file that this user can read", nearest(setting));
            return null;
        }
        return path;
    }

    /** As {@link #readable}, with a secret of one line in it. */
    @Nullable
    Path secret(@Nullable Setting setting) {
        Path path = readable(setting);
        if (setting == null || path == null) {
            return null;
        }
        String wrong = wrongSecret(path);
        if (wrong != null) {
            setting.refuse(wrong + ' ' + OneLine.of(path.toString()), "a file with the secret in one line", null);
            return null;
        }
        return path;
    }

    private static @Nullable String wrongSecret(Path path) {
        try {
            String secret = SecretText.of(content(path));
            if (secret.isEmpty()) {
                return "nothing but space in";
            }
            return SecretText.isOneLine(secret) ? null : "a line break or control character in";
        } catch (IOException unreadable) {
            return "the unreadable file";
        }
    }

    /** What is in the file, which must be small and no pipe or device. Blocks. */
    static byte[] content(Path path) throws IOException {
        if (!Files.isRegularFile(path) || Files.size(path) > LARGEST) {
            throw new IOException("no small file");
        }
        return Files.readAllBytes(path);
    }

    private static @Nullable String wrong(Path path) {
        if (!Files.exists(path)) {
            return "no file";
        }
        if (Files.isDirectory(path)) {
            return "the directory";
        }
        if (!Files.isReadable(path)) {
            return "the unreadable file";
        }
        try {
            return Files.isRegularFile(path) && Files.size(path) == 0 ? "the empty file" : null;
        } catch (IOException unreadable) {
            return "the unreadable file";
        }
    }

    /** Somebody who starts the agent above {@code conf} easily writes {@code conf/} twice. */
    private @Nullable String nearest(Setting setting) {
        Path written = Path.of(setting.characters());
        Path name = written.getFileName();
        boolean beside = name != null && !name.equals(written) && Files.isRegularFile(directory.resolve(name));
        return beside ? name.toString() : null;
    }
}
