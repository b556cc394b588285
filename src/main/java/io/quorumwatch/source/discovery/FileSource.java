package io.quorumwatch.source.discovery;

import io.quorumwatch.config.MemberConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The {@code file_sd} files of one cluster. Each poll looks at their size and time of change, and reads those that have changed.
 *
 * <p>YAML that is cut off in the middle is still YAML. Therefore a file that changes is read only when it has stood still from one
 * poll to the next, and one that is gone counts as gone only then: it may be about to be replaced. What is there at the first poll is
 * read at once. Blocks; used by one thread at a time.
 */
final class FileSource {

    /** The most bytes of a file: several thousand targets. */
    static final int MOST_BYTES = 2 * 1024 * 1024;

    private final FilePatterns patterns;
    private final FileSdParser parser;
    private final Map<Path, Known> files = new TreeMap<>();
    private boolean first = true;

    /** What tells one state of a file from another; a null stamp stands for a file that is not there. */
    private record Stamp(
            long size, long changedNanos, @Nullable Object key) {}

    /** A file as it was last read, and as it was last seen. */
    private static final class Known {
        private @Nullable Stamp seen;
        private @Nullable Stamp read;
        private Found found = Found.NOTHING;
    }

    FileSource(FilePatterns patterns, FileSdParser parser) {
        this.patterns = patterns;
        this.parser = parser;
    }

    /** Everything that the files say now. */
    Found poll() {
        List<DiscoveryProblem> problems = new ArrayList<>();
        FilePatterns.Matches matches = patterns.match(problems);
        for (Path file : matches.files()) {
            files.computeIfAbsent(file, path -> new Known());
        }
        files.entrySet().removeIf(entry -> {
            // A directory that cannot be listed does not say that its files are gone.
            boolean hidden = matches.unknown(entry.getKey());
            return !hidden && !observe(entry.getKey(), entry.getValue(), matches.files());
        });
        first = false;
        List<MemberConfig> members = new ArrayList<>();
        for (Known known : files.values()) {
            members.addAll(known.found.members());
            problems.addAll(known.found.problems());
        }
        return new Found(members, problems);
    }

    /** Brings one file up to date; returns false when it is gone for good. */
    private boolean observe(Path file, Known known, Set<Path> matching) {
        boolean fresh = known.seen == null && known.read == null;
        Stamp before = known.seen;
        try {
            if (!matching.contains(file)) {
                throw new NoSuchFileException(file.toString());
            }
            known.seen = stamp(file);
            boolean stands = first || known.seen.equals(before);
            if (stands && !known.seen.equals(known.read)) {
                read(file, known, known.seen);
            }
        } catch (NoSuchFileException gone) {
            known.seen = null;
            return before != null && !fresh;
        } catch (IOException | SecurityException unreadable) {
            known.read = null;
            known.found = known.found.despite(new DiscoveryProblem(
                    file.toString(),
                    DiscoveryFailure.UNREADABLE,
                    unreadable.getClass().getSimpleName()));
        }
        return true;
    }

    private void read(Path file, Known known, Stamp stamp) throws IOException {
        try {
            known.found = parser.parse(file.toString(), content(file));
        } catch (UnusableException unusable) {
            known.found = known.found.despite(unusable.in(file.toString()));
        }
        // When it changes while it is read, the next poll sees another stamp.
        known.read = stamp;
    }

    private static byte[] content(Path file) throws IOException, UnusableException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MOST_BYTES + 1);
            if (content.length > MOST_BYTES) {
                throw new UnusableException(DiscoveryFailure.TOO_LARGE, "more than " + MOST_BYTES + " bytes");
            }
            return content;
        }
    }

    private static Stamp stamp(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            // A pipe or a device could be read for ever.
            throw new IOException("not a regular file");
        }
        return new Stamp(
                attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS), attributes.fileKey());
    }
}
