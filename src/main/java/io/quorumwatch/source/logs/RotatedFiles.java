package io.quorumwatch.source.logs;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What rotation has made of a log: files beside it that have its name and a number or a date more, as logrotate names them.
 * Compressed ones are not read. Blocks.
 */
final class RotatedFiles {

    /** {@code .1}, {@code -20260131}, {@code -2026-01-31-1769817600}, {@code .2026-01-31T00:00:00}. */
    private static final Pattern SUFFIX = Pattern.compile("[.-]\\d+([-_.:T]\\d+)*");

    private static final int MOST = 1000;

    private RotatedFiles() {}

    /** A rotated file, as it was when the directory was read. */
    private record Rotated(Path path, String key, FileTime modified) {}

    /** Opens the file that the cursor is about, at the cursor: the log itself, or what it was renamed or copied to. */
    static @Nullable OpenLog find(Path log, FileCursor cursor) throws IOException {
        List<Path> candidates = new ArrayList<>(List.of(log));
        of(log).forEach(rotated -> candidates.add(1, rotated.path()));
        OpenLog copy = null;
        for (Path candidate : candidates) {
            OpenLog file = openIfThere(candidate);
            if (file == null) {
                continue;
            }
            boolean same = file.key().equals(cursor.key());
            if (file.continues(cursor)
                    && (same || (copy == null && cursor.head().length() > 0))) {
                if (same) {
                    close(copy);
                    file.seek(cursor.offset());
                    return file;
                }
                copy = file;
            } else {
                file.close();
            }
        }
        if (copy != null) {
            copy.seek(cursor.offset());
        }
        return copy;
    }

    /** Opens the newest copy of what was read of a log that was then truncated, behind what was read. */
    static @Nullable OpenLog copyOf(Path log, FileCursor read) throws IOException {
        List<Rotated> all = of(log);
        for (int i = all.size() - 1; i >= 0; i--) {
            OpenLog file = all.get(i).key().equals(read.key())
                    ? null
                    : openIfThere(all.get(i).path());
            if (file != null && read.head().length() > 0 && file.continues(read)) {
                file.seek(read.offset());
                return file;
            }
            close(file);
        }
        return null;
    }

    /** Opens those that were written after this one and are not the log itself, the oldest first. */
    static Deque<OpenLog> after(OpenLog last, Path log) throws IOException {
        List<Rotated> all = of(log);
        FileTime modified = all.stream()
                .filter(rotated -> rotated.key().equals(last.key()))
                .map(Rotated::modified)
                .findFirst()
                .orElse(last.modified());
        Deque<OpenLog> later = new ArrayDeque<>();
        for (Rotated rotated : all) {
            if (rotated.modified().compareTo(modified) > 0 && !rotated.key().equals(last.key())) {
                OpenLog file = openIfThere(rotated.path());
                if (file != null) {
                    later.add(file);
                }
            }
        }
        return later;
    }

    private static List<Rotated> of(Path log) throws IOException {
        Path directory = log.toAbsolutePath().getParent();
        Path name = log.getFileName();
        List<Rotated> found = new ArrayList<>();
        if (directory == null || name == null) {
            return found;
        }
        DirectoryStream.Filter<Path> rotated = path -> {
            String other = String.valueOf(path.getFileName());
            return other.startsWith(name.toString())
                    && SUFFIX.matcher(other.substring(name.toString().length())).matches();
        };
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, rotated)) {
            for (Path path : files) {
                BasicFileAttributes attributes = attributes(path);
                if (attributes != null && attributes.isRegularFile() && found.size() < MOST) {
                    found.add(new Rotated(path, OpenLog.keyOf(attributes), attributes.lastModifiedTime()));
                }
            }
        }
        found.sort(Comparator.comparing(Rotated::modified));
        return found;
    }

    private static @Nullable BasicFileAttributes attributes(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class);
        } catch (IOException goneMeanwhile) {
            return null;
        }
    }

    private static @Nullable OpenLog openIfThere(Path path) {
        try {
            return OpenLog.open(path);
        } catch (IOException goneOrNotForUs) {
            return null;
        }
    }

    private static void close(@Nullable OpenLog file) throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
