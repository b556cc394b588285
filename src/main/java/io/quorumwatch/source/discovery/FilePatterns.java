package io.quorumwatch.source.discovery;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Patterns of files, {@code *} in their last part only; relative ones start from the directory. Blocks. */
final class FilePatterns {

    /** The most files of one pattern. */
    static final int MOST_FILES = 100;

    private record Part(Path directory, Pattern name) {}

    private final List<Part> parts = new ArrayList<>();

    FilePatterns(List<String> patterns, Path directory) {
        for (String pattern : patterns) {
            int slash = pattern.lastIndexOf('/');
            Path folder = slash < 0
                    ? directory
                    : directory
                            .resolve(slash == 0 ? "/" : pattern.substring(0, slash))
                            .normalize();
            String name = pattern.substring(slash + 1);
            StringBuilder regex = new StringBuilder();
            for (String literal : name.split("\\*", -1)) {
                regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(literal));
            }
            parts.add(new Part(folder, Pattern.compile(regex.toString(), Pattern.DOTALL)));
        }
    }

    /**
     * What is there.
     *
     * @param files the files that match, sorted
     * @param unlisted directories of which that is not known
     */
    record Matches(Set<Path> files, Set<Path> unlisted) {

        boolean unknown(Path file) {
            Path folder = file.getParent();
            return folder != null && unlisted.contains(folder);
        }
    }

    /** The files that match now. A directory that is not there has none. */
    Matches match(List<DiscoveryProblem> problems) {
        Set<Path> files = new TreeSet<>();
        Set<Path> unlisted = new HashSet<>();
        for (Part part : parts) {
            try {
                files.addAll(list(part, problems));
            } catch (NoSuchFileException | NotDirectoryException absent) {
                // As with any pattern that nothing matches: the files may come to be later.
            } catch (IOException | DirectoryIteratorException | SecurityException unreadable) {
                unlisted.add(part.directory());
                problems.add(new DiscoveryProblem(
                        part.directory().toString(),
                        DiscoveryFailure.UNREADABLE,
                        unreadable.getClass().getSimpleName()));
            }
        }
        return new Matches(files, unlisted);
    }

    private static Set<Path> list(Part part, List<DiscoveryProblem> problems) throws IOException {
        TreeSet<Path> matching = new TreeSet<>();
        boolean tooMany = false;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(
                part.directory(),
                entry -> part.name().matcher(entry.getFileName().toString()).matches())) {
            for (Path entry : entries) {
                matching.add(entry);
                if (matching.size() > MOST_FILES) {
                    // The same ones every time, whatever the order of the directory.
                    Path unused = matching.pollLast();
                    tooMany = true;
                }
            }
        }
        if (tooMany) {
            problems.add(new DiscoveryProblem(
                    part.directory().toString(),
                    DiscoveryFailure.TOO_MANY_FILES,
                    "more than " + MOST_FILES + " files match"));
        }
        return matching;
    }
}
