package io.quorumwatch.source.logs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/** One file of a log, held open at a place, wherever it is renamed to. Blocks; not for use by several threads at once. */
final class OpenLog implements Closeable {

    private final FileChannel channel;
    private final String key;
    private FileTime modified;
    private long position;
    private FileHead head = FileHead.NONE;

    private OpenLog(FileChannel channel, BasicFileAttributes attributes) {
        this.channel = channel;
        key = keyOf(attributes);
        modified = attributes.lastModifiedTime();
    }

    /** Opens the file at its beginning. A pipe is not opened: that would wait for its writer. */
    static OpenLog open(LogDisk disk, Path path) throws IOException {
        BasicFileAttributes attributes = disk.attributes(path);
        if (!attributes.isRegularFile()) {
            throw new NotAFileException(path.toString());
        }
        FileChannel channel = disk.open(path);
        try {
            BasicFileAttributes opened = disk.attributes(path);
            if (!keyOf(opened).equals(keyOf(attributes))) {
                throw new NoSuchFileException(path.toString(), null, "the name has moved on meanwhile");
            }
            return new OpenLog(channel, opened);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    static String keyOf(BasicFileAttributes attributes) {
        return String.valueOf(attributes.fileKey());
    }

    String key() {
        return key;
    }

    /** When it was written last, as far as is known. */
    FileTime modified() {
        return modified;
    }

    /** What has been seen of it under one of its names. */
    void seen(BasicFileAttributes attributes) {
        modified = attributes.lastModifiedTime();
    }

    /** The place behind all that was read, except for so many bytes. */
    FileCursor cursor(long unread) {
        return new FileCursor(key, position - unread, head);
    }

    /** Whether the file is what the cursor is about: it is long enough and begins as it did. */
    boolean continues(FileCursor cursor) throws IOException {
        return channel.size() >= cursor.offset() && cursor.head().fits(channel);
    }

    /** Whether the file is shorter than what was read of it, or begins otherwise. */
    boolean truncated() throws IOException {
        // A file that was begun anew may by chance have grown to the size that it had.
        return channel.size() < position || !head.fits(channel);
    }

    /** How many bytes are still to be read. */
    long unread() throws IOException {
        return Math.max(0, channel.size() - position);
    }

    /** Goes to the place. */
    void seek(long offset) throws IOException {
        position = offset;
        head = FileHead.of(channel, offset);
    }

    /** Goes to the cursor; where nothing was read before it, to the beginning of the line that the cursor may be within. */
    void seek(FileCursor cursor) throws IOException {
        seek(cursor.head().length() > 0 ? cursor.offset() : lineStart(cursor.offset()));
    }

    private long lineStart(long end) throws IOException {
        ByteBuffer tail = ByteBuffer.allocate((int) Math.min(end, LineSplitter.LONGEST_LINE));
        long from = end - tail.capacity();
        while (tail.hasRemaining() && channel.read(tail, from + tail.position()) >= 0) {
            continue;
        }
        int at = tail.position();
        while (at > 0 && tail.get(at - 1) != '\n') {
            at--;
        }
        return at > 0 || from == 0 ? from + at : end;
    }

    /** Reads on; the number of bytes, 0 at the end. */
    int read(ByteBuffer into) throws IOException {
        int length = Math.max(0, channel.read(into, position));
        position += length;
        if (head.length() < FileHead.LONGEST && length > 0) {
            head = FileHead.of(channel, position);
        }
        return length;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException onlyReadFrom) {
            // Nothing is lost, and the file is let go all the same.
        }
    }

    /** The path names something that is no regular file. */
    static final class NotAFileException extends IOException {
        private static final long serialVersionUID = 1;

        NotAFileException(String path) {
            super(path + " is not a regular file");
        }
    }
}
