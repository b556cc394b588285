package io.quorumwatch.source.logs;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What rotation has made of a log: files beside it that have its name and a number or a date more, as logrotate names them. Where
 * the log is a link, those beside what it links to are meant as well. Compressed ones are not read. Blocks.
 */
final class RotatedFiles {

    /** {@code .1}, {@code -20260131}, {@code -2026-01-31-1769817600}, {@code .2026-01-31T00:00:00}. */
    private static final Pattern SUFFIX = Pattern.compile("[.-]\\d+([-_.:T]\\d+)*");

    private static final int MOST = 1000;

    /** As Linux has it. */
    private static final int MOST_LINKS = 40;

    private final LogDisk disk;
    private final Path log;
    private boolean hidden;

    RotatedFiles(LogDisk disk, Path log) {
        this.disk = disk;
        this.log = log;
    }

    /** A rotated file, as it was when the directory was read. */
    private record Rotated(Path path, String key, FileTime modified) {}

    /** Whether the last search could not see them, since the directory may be entered but not listed; it found none then. */
    boolean hidden() {
        return hidden;
    }

    /** Opens the file that the cursor is about, at the cursor: the log itself, or what it was renamed or copied to. */
    @Nullable
    OpenLog find(FileCursor cursor) throws IOException {
        OpenLog file = first(List.of(log), cursor, false);
        if (file == null) {
            List<Path> candidates = newestFirst();
            candidates.add(0, log);
            file = first(candidates, cursor, false);
            file = file == null ? first(candidates, cursor, true) : file;
        }
        return file;
    }

    /** Opens the newest copy of what was read of a log that was then truncated, behind what was read. */
    @Nullable
    OpenLog copyOf(FileCursor read) throws IOException {
        return first(newestFirst(), read, true);
    }

    private List<Path> newestFirst() throws IOException {
        List<Path> paths = new ArrayList<>();
        list().forEach(rotated -> paths.add(0, rotated.path()));
        return paths;
    }

    private @Nullable OpenLog first(List<Path> candidates, FileCursor cursor, boolean copy) throws IOException {
        for (Path candidate : candidates) {
            OpenLog file = openIfThere(candidate);
            if (file != null && goesOn(file, cursor, copy)) {
                return file;
            }
        }
        return null;
    }

    /** Goes to the cursor if this is the file that it is about, or a copy of that; else lets the file go. */
    private static boolean goesOn(OpenLog file, FileCursor cursor, boolean copy) throws IOException {
        boolean there = false;
        try {
            boolean same = file.key().equals(cursor.key());
            // Nothing tells a copy of a file of which nothing was read.
            boolean may = copy ? !same && cursor.head().length() > 0 : same;
            if (may && file.continues(cursor)) {
                file.seek(cursor);
                there = true;
            }
        } finally {
            if (!there) {
                file.close();
            }
        }
        return there;
    }

    /** Opens those that were written after the last one and before the present one, the oldest first. */
    Deque<OpenLog> between(OpenLog last, OpenLog present) throws IOException {
        List<Rotated> all = list();
        FileTime modified = all.stream()
                .filter(rotated -> rotated.key().equals(last.key()))
                .map(Rotated::modified)
                .findFirst()
                .orElse(last.modified());
        Deque<OpenLog> later = new ArrayDeque<>();
        for (Rotated rotated : all) {
            OpenLog file = rotated.modified().compareTo(modified) > 0 ? openIfThere(rotated.path()) : null;
            if (file != null) {
                if (file.key().equals(last.key()) || file.key().equals(present.key())) {
                    file.close();
                } else {
                    later.add(file);
                }
            }
        }
        return later;
    }

    private List<Rotated> list() throws IOException {
        hidden = false;
        // By their keys, for one file may have the names of both a link and its target.
        Map<String, Rotated> found = new HashMap<>();
        for (Path name : names()) {
            list(name, found);
        }
        List<Rotated> sorted = new ArrayList<>(found.values());
        sorted.sort(Comparator.comparing(Rotated::modified));
        return sorted;
    }

    /** The log's name and those that it links to, whether or not a file is there: any of them may be what is renamed or copied. */
    private List<Path> names() {
        List<Path> names = new ArrayList<>();
        for (Path name = log.toAbsolutePath(); name != null && names.size() < MOST_LINKS; name = target(name)) {
            names.add(name);
        }
        return names;
    }

    private static @Nullable Path target(Path name) {
        try {
            return name.resolveSibling(Files.readSymbolicLink(name));
        } catch (IOException noLink) {
            return null;
        }
    }

    private void list(Path log, Map<String, Rotated> found) throws IOException {
        Path directory = log.getParent();
        Path name = log.getFileName();
        if (directory == null || name == null) {
            return;
        }
        DirectoryStream.Filter<Path> rotated = path -> {
            String other = String.valueOf(path.getFileName());
            return other.startsWith(name.toString())
                    && SUFFIX.matcher(other.substring(name.toString().length())).matches();
        };
        try (DirectoryStream<Path> files = disk.list(directory, rotated)) {
            for (Path path : files) {
                BasicFileAttributes attributes = attributes(path);
                if (attributes != null && attributes.isRegularFile() && found.size() < MOST) {
                    Rotated file = new Rotated(path, OpenLog.keyOf(attributes), attributes.lastModifiedTime());
                    found.put(file.key(), file);
                }
            }
        } catch (NoSuchFileException leadsNowhere) {
            // The log may have been renamed elsewhere all the same.
        } catch (AccessDeniedException notForUs) {
            hidden = true;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private @Nullable BasicFileAttributes attributes(Path path) {
        try {
            return disk.attributes(path);
        } catch (IOException goneMeanwhile) {
            return null;
        }
    }

    private @Nullable OpenLog openIfThere(Path path) {
        try {
            return OpenLog.open(disk, path);
        } catch (IOException goneOrNotForUs) {
            return null;
        }
    }
}
