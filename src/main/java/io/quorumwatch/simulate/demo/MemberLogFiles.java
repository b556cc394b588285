package io.quorumwatch.simulate.demo;

import io.quorumwatch.simulate.CommitteeEvent;
import io.quorumwatch.simulate.CommitteeObserver;
import io.quorumwatch.simulate.CommitteeOptions;
import io.quorumwatch.simulate.MemberLog;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The logs of simulated members as files that grow like those of real ones, so that they can be followed and searched like them. Each is
 * begun anew at 1 MiB, and the one before it is kept.
 *
 * <p>Lines are written by a thread of its own; {@link #saw} never waits. When the disk is more than 10,000 lines behind, the oldest are
 * lost.
 */
public final class MemberLogFiles implements CommitteeObserver, AutoCloseable {

    private static final long LONGEST_FILE = 1 << 20;
    private static final int MOST_WAITING = 10_000;
    private static final long LAST_LINES_SECONDS = 2;

    private final Path directory;
    private final MemberLog log;
    private final Map<String, BufferedWriter> open = new HashMap<>();
    private final Map<String, Long> written = new HashMap<>();
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            work -> {
                Thread thread = new Thread(work, "demo-logs");
                thread.setDaemon(true);
                return thread;
            },
            new ThreadPoolExecutor.DiscardOldestPolicy());

    private MemberLogFiles(Path directory, CommitteeOptions options) {
        this.directory = directory;
        this.log = new MemberLog(options);
    }

    /**
     * Empty logs for all members of such a committee, in a new directory among the temporary ones.
     *
     * @throws IOException when nothing can be written there
     */
    public static MemberLogFiles create(CommitteeOptions options) throws IOException {
        MemberLogFiles files = new MemberLogFiles(Files.createTempDirectory("quorumwatch-demo-"), options);
        for (String member : options.names()) {
            Path begun = Files.createFile(files.of(member));
            assert begun.isAbsolute();
        }
        return files;
    }

    /** Where all logs are. */
    public Path directory() {
        return directory;
    }

    /** Where the member's log is. */
    public Path of(String member) {
        return directory.resolve(member + ".log");
    }

    @Override
    public void saw(CommitteeEvent event) {
        writer.execute(() -> write(event.member(), log.line(event)));
    }

    private void write(String member, String line) {
        try {
            BufferedWriter file = open.get(member);
            if (file == null) {
                file = Files.newBufferedWriter(of(member), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                open.put(member, file);
                written.put(member, Files.size(of(member)));
            }
            file.write(line + "\n");
            file.flush();
            if (written.merge(member, (long) line.length() + 1, Long::sum) >= LONGEST_FILE) {
                rotate(member, file);
            }
        } catch (IOException lost) {
            // The next line begins with a new attempt; a demonstration goes on without its logs.
            open.remove(member);
        }
    }

    private void rotate(String member, BufferedWriter file) throws IOException {
        file.close();
        open.remove(member);
        Path moved = Files.move(of(member), directory.resolve(member + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
        assert moved.isAbsolute();
    }

    /** Removes all logs. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(LAST_LINES_SECONDS, TimeUnit.SECONDS)) {
                List<Runnable> unwritten = writer.shutdownNow();
                assert !unwritten.isEmpty();
            }
            for (BufferedWriter file : open.values()) {
                file.close();
            }
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(each);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IOException stays) {
            throw new UncheckedIOException("the logs of the demonstration stay in " + directory, stays);
        }
    }
}
