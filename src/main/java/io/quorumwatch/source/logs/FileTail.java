package io.quorumwatch.source.logs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a log file, across rotation. Blocks; used by one thread at a time.
 *
 * <p>Rotation by rename: the old file stays open and is read to its end, and is left only when something stands in the new one, since
 * then its writer has moved on. Rotation by copy and truncation: what had not been read before the truncation is read from the
 * copy. What was written between the copy and the truncation is lost to everybody, says logrotate itself.
 */
final class FileTail implements Closeable {

    /** What is read and held at once. */
    static final int PIECE_BYTES = 256 * 1024;

    /**
     * What one read has brought.
     *
     * @param more whether there may be more to read at once
     * @param missing whether the log's name is gone, though what it stood for is still open
     * @param gap what was lost for good; null when nothing was
     */
    record Piece(
            LineBatch batch,
            boolean more,
            boolean missing,
            @Nullable String gap) {}

    private final LogDisk disk;
    private final Path path;
    private final RotatedFiles rotated;
    private final LineSplitter splitter = new LineSplitter(LineSplitter.LONGEST_LINE, line -> lines().add(line));
    private final Deque<OpenLog> between = new ArrayDeque<>();
    private List<String> lines = new ArrayList<>();
    private @Nullable OpenLog held;
    private @Nullable FileCursor resume;
    private long lostHalves;
    private @Nullable String gap;

    /** @param cursor where to go on; null begins at the end, or at the beginning of a file that is not there yet */
    FileTail(LogDisk disk, Path path, @Nullable String cursor) {
        this.disk = disk;
        this.path = path;
        rotated = new RotatedFiles(disk, path);
        if (cursor != null) {
            resume = FileCursor.parse(cursor);
            if (resume == null) {
                gap = "the cursor is damaged; begins at the end";
            }
        }
    }

    private List<String> lines() {
        return lines;
    }

    /** Reads the next piece. Fails while the log cannot be read; can be called again then. */
    Piece read() throws IOException {
        OpenLog file = held == null ? open() : held;
        if (file.truncated()) {
            file = afterTruncation(file);
        }
        if (readFrom(file) > 0) {
            return piece(true, false);
        }
        if (!between.isEmpty()) {
            moveTo(between.remove());
            return piece(true, false);
        }
        BasicFileAttributes present;
        try {
            present = disk.attributes(path);
        } catch (NoSuchFileException renamed) {
            return piece(false, true);
        }
        if (OpenLog.keyOf(present).equals(file.key())) {
            file.seen(present);
            return piece(false, false);
        }
        if (present.size() == 0) {
            return piece(false, false);
        }
        // Its writer has moved on before we looked; what it wrote here before that is all there now.
        if (readFrom(file) == 0) {
            leave(file);
        }
        return piece(true, false);
    }

    private OpenLog open() throws IOException {
        FileCursor cursor = resume == null ? begin() : resume;
        resume = cursor;
        OpenLog file = cursor.equals(FileCursor.OF_NO_FILE) ? null : rotated.find(cursor);
        if (file == null) {
            file = OpenLog.open(disk, path);
            if (cursor.offset() > 0) {
                gap = "the file that was to be read on is gone; begins with the present one";
            }
            sayIfHidden();
        }
        resume = null;
        held = file;
        return file;
    }

    /** Where the log ends now, though it may be opened only later; what is written until then is to be read. */
    private FileCursor begin() throws IOException {
        try {
            BasicFileAttributes now = disk.attributes(path);
            return now.isRegularFile()
                    ? new FileCursor(OpenLog.keyOf(now), now.size(), FileHead.NONE)
                    : FileCursor.OF_NO_FILE;
        } catch (NoSuchFileException notYet) {
            return FileCursor.OF_NO_FILE;
        } catch (IOException unseen) {
            gap = "where the log ended could not be seen at first; begins at a later end";
            throw unseen;
        }
    }

    private OpenLog afterTruncation(OpenLog file) throws IOException {
        OpenLog copy = rotated.copyOf(file.cursor(0));
        if (copy == null) {
            sayIfHidden();
            lostHalves += splitter.forget() ? 1 : 0;
            file.seek(0);
            return file;
        }
        file.close();
        held = copy;
        return copy;
    }

    private void leave(OpenLog file) throws IOException {
        OpenLog present = OpenLog.open(disk, path);
        try {
            between.addAll(rotated.between(file, present));
        } catch (IOException e) {
            present.close();
            throw e;
        }
        sayIfHidden();
        between.add(present);
        moveTo(between.remove());
    }

    private void sayIfHidden() {
        if (rotated.hidden()) {
            gap = "the log's directory cannot be listed; what only a rotated file holds is lost";
        }
    }

    private void moveTo(OpenLog next) {
        splitter.finish();
        if (held != null) {
            held.close();
        }
        held = next;
    }

    private int readFrom(OpenLog file) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(PIECE_BYTES, file.unread()));
        int length = file.read(buffer);
        splitter.accept(buffer.array(), 0, length);
        return length;
    }

    private Piece piece(boolean more, boolean missing) {
        OpenLog file = held;
        String cursor =
                file == null ? null : file.cursor(splitter.sinceLineEnd()).toString();
        LineBatch batch = new LineBatch(lines, cursor, splitter.takeCut() + lostHalves);
        Piece piece = new Piece(batch, more, missing, gap);
        lines = new ArrayList<>();
        lostHalves = 0;
        gap = null;
        return piece;
    }

    @Override
    public void close() {
        between.forEach(OpenLog::close);
        between.clear();
        if (held != null) {
            held.close();
        }
        held = null;
    }
}
