package io.quorumwatch.source.logs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/**
 * The beginning of a file as a fingerprint. It tells a file that was truncated and has grown again, or that has got the inode of a
 * deleted one, from the file that was read before; and it finds the copy of a file that was truncated.
 *
 * @param length how many bytes it is of; 0 fits every file
 * @param checksum their CRC-32C
 */
record FileHead(int length, int checksum) {

    /** Log lines carry their time, so two logs differ early. */
    static final int LONGEST = 1024;

    static final FileHead NONE = new FileHead(0, 0);

    /** Of the first so many bytes, or of the first {@link #LONGEST}. */
    static FileHead of(FileChannel file, long bytes) throws IOException {
        int length = (int) Math.min(bytes, LONGEST);
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, buffer.position()) < 0) {
                break;
            }
        }
        CRC32C crc = new CRC32C();
        crc.update(buffer.array(), 0, buffer.position());
        return new FileHead(buffer.position(), (int) crc.getValue());
    }

    /** Whether the file begins like that. */
    boolean fits(FileChannel file) throws IOException {
        return equals(of(file, length));
    }
}
