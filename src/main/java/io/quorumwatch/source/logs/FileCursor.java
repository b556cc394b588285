package io.quorumwatch.source.logs;

import org.jspecify.annotations.Nullable;

/**
 * A place in a file, between two lines; perhaps within a line when nothing of the file was read.
 *
 * @param key what the operating system identifies the file by
 * @param offset bytes before the place
 * @param head how the file begins; {@link FileHead#NONE} when nothing of it was read
 */
record FileCursor(String key, long offset, FileHead head) {

    /** The beginning of a file that is still to be made. */
    static final FileCursor OF_NO_FILE = new FileCursor("", 0, FileHead.NONE);

    @Override
    public String toString() {
        return offset + " " + head.length() + " " + Integer.toHexString(head.checksum()) + " " + key;
    }

    /** The cursor of this text; null when it is none. */
    static @Nullable FileCursor parse(String text) {
        String[] parts = text.split(" ", 4);
        if (parts.length != 4) {
            return null;
        }
        try {
            long offset = Long.parseLong(parts[0]);
            int length = Integer.parseInt(parts[1]);
            int checksum = Integer.parseUnsignedInt(parts[2], 16);
            boolean possible = offset >= 0 && length >= 0 && length <= FileHead.LONGEST;
            return possible ? new FileCursor(parts[3], offset, new FileHead(length, checksum)) : null;
        } catch (NumberFormatException damaged) {
            return null;
        }
    }
}
