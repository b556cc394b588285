package io.quorumwatch.source;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks gzip data as it arrives, in bounded memory: whatever a few bytes blow up to, the taker sees it in pieces of a few
 * kilobytes and may stop after each. Checksums and lengths are verified. Several members in a row count as one text.
 */
public final class Gunzip implements AutoCloseable {

    private static final int PIECE_BYTES = 16 * 1024;

    private static final int FLAG_CHECKSUM = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;
    private static final int FLAGS_RESERVED = 0xE0;

    /** Takes what was unpacked. */
    @FunctionalInterface
    public interface Taker {

        /** Whether to go on. */
        boolean take(byte[] bytes, int from, int to);
    }

    /** The parts of a gzip member in their order. */
    private enum Part {
        FIXED,
        EXTRA_LENGTH,
        EXTRA,
        NAME,
        COMMENT,
        HEAD_CHECKSUM,
        DEFLATED,
        TRAILER
    }

    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] piece = new byte[PIECE_BYTES];
    private Part part = Part.FIXED;
    private int flags;
    /** Bytes of this part that have been seen. */
    private int seen;

    /** A little-endian number of this part. */
    private long number;

    private boolean anyMember;

    /** Forgets everything, for the next page. */
    public void reset() {
        begin(Part.FIXED);
        anyMember = false;
    }

    /** Whether the data may end here. */
    public boolean complete() {
        return anyMember && part == Part.FIXED && seen == 0;
    }

    /**
     * Unpacks more data.
     *
     * @return false when the taker has stopped it
     * @throws DataFormatException when this is not gzip data
     */
    public boolean accept(byte[] bytes, int from, int to, Taker taker) throws DataFormatException {
        int at = from;
        while (at < to) {
            if (part == Part.DEFLATED) {
                inflater.setInput(bytes, at, to - at);
                if (!inflate(taker)) {
                    return false;
                }
                at = to - inflater.getRemaining();
            } else {
                head(bytes[at++] & 0xFF);
            }
        }
        return true;
    }

    private boolean inflate(Taker taker) throws DataFormatException {
        while (!inflater.finished()) {
            int length = inflater.inflate(piece);
            if (length == 0) {
                if (inflater.needsDictionary()) {
                    throw new DataFormatException("needs a dictionary");
                }
                if (inflater.needsInput()) {
                    return true;
                }
                continue;
            }
            checksum.update(piece, 0, length);
            if (!taker.take(piece, 0, length)) {
                return false;
            }
        }
        begin(Part.TRAILER);
        return true;
    }

    private void head(int value) throws DataFormatException {
        int index = seen++;
        switch (part) {
            case FIXED -> fixed(index, value);
            case EXTRA_LENGTH -> {
                number |= (long) value << (8 * index);
                if (index == 1) {
                    long length = number;
                    begin(length == 0 ? afterExtra() : Part.EXTRA);
                    number = length;
                }
            }
            case EXTRA -> {
                if (seen == number) {
                    begin(afterExtra());
                }
            }
            case NAME -> {
                if (value == 0) {
                    begin(afterName());
                }
            }
            case COMMENT -> {
                if (value == 0) {
                    begin(afterComment());
                }
            }
            case HEAD_CHECKSUM -> {
                if (index == 1) {
                    begin(Part.DEFLATED);
                }
            }
            case TRAILER -> trailer(index, value);
            case DEFLATED -> throw new IllegalStateException("inflated elsewhere");
        }
    }

    private void fixed(int index, int value) throws DataFormatException {
        boolean fits = switch (index) {
            case 0 -> value == 0x1F;
            case 1 -> value == 0x8B;
            case 2 -> value == 8;
            case 3 -> (value & FLAGS_RESERVED) == 0;
            default -> true;
        };
        if (!fits) {
            throw new DataFormatException("not gzip data");
        }
        if (index == 3) {
            flags = value;
        }
        if (index == 9) {
            begin((flags & FLAG_EXTRA) != 0 ? Part.EXTRA_LENGTH : afterExtra());
        }
    }

    private Part afterExtra() {
        return (flags & FLAG_NAME) != 0 ? Part.NAME : afterName();
    }

    private Part afterName() {
        return (flags & FLAG_COMMENT) != 0 ? Part.COMMENT : afterComment();
    }

    private Part afterComment() {
        return (flags & FLAG_CHECKSUM) != 0 ? Part.HEAD_CHECKSUM : Part.DEFLATED;
    }

    private void trailer(int index, int value) throws DataFormatException {
        number |= (long) value << (8 * index);
        if (index == 7) {
            long unpacked = inflater.getBytesWritten() & 0xFFFFFFFFL;
            if (number != (checksum.getValue() | unpacked << 32)) {
                throw new DataFormatException("checksum or length differ");
            }
            anyMember = true;
            begin(Part.FIXED);
        }
    }

    private void begin(Part next) {
        part = next;
        seen = 0;
        number = 0;
        if (next == Part.FIXED) {
            inflater.reset();
            checksum.reset();
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
