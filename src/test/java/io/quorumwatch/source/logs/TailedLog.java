package io.quorumwatch.source.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A real log that a test writes and rotates, and its tail. */
abstract class TailedLog {

    @TempDir
    Path directory;

    Path log;
    final RefusingDisk disk = new RefusingDisk();
    FileTail tail;

    @Nullable
    String cursor;

    @Nullable
    String gap;

    long dropped;
    private int step;

    @BeforeEach
    void nothingIsWritten() {
        log = directory.resolve("m.log");
        tail = new FileTail(disk, log, null);
    }

    @AfterEach
    void close() {
        tail.close();
    }

    void write(String text) throws IOException {
        write(log, text);
    }

    /** Each write is a second younger than the one before, as it would be. */
    void write(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L + 1000L * step++));
    }

    Path rotated(int number) {
        return directory.resolve("m.log." + number);
    }

    void rename(int from, int to) throws IOException {
        Files.move(from == 0 ? log : rotated(from), rotated(to));
    }

    List<String> read() throws IOException {
        List<String> lines = new ArrayList<>();
        FileTail.Piece piece;
        do {
            piece = tail.read();
            lines.addAll(piece.batch().lines());
            dropped += piece.batch().dropped();
            cursor = piece.batch().cursor();
            gap = piece.gap() == null ? gap : piece.gap();
        } while (piece.more());
        return lines;
    }

    void restart() {
        tail.close();
        tail = new FileTail(disk, log, cursor);
    }
}
