package io.quorumwatch.source.exposition;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * Which sample names are wanted. A wanted family selects its own name and that name with one of the suffixes that the formats give to
 * the samples of a family.
 *
 * <p>Two questions, the cheap one first: {@link #kindOf} looks at how a line begins and turns nearly all unwanted lines away;
 * {@link #wants} compares the whole name. Neither allocates. Immutable, so that all members of a cluster can share one.
 */
final class WantedNames {

    /** How it begins decides nothing: the line must be examined. */
    static final byte EXAMINE = -1;

    /** The line is a comment, and none of those that tell the format, {@code # EOF} and {@code # UNIT}. */
    static final byte COMMENT = 0;

    /** The line is a sample of an unwanted family. */
    static final byte UNWANTED = 1;

    private static final byte[][] SUFFIXES =
            suffixes("bucket", "count", "sum", "total", "created", "info", "gcount", "gsum");
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    private final boolean everything;
    private final byte[] firstBytes = new byte[256];
    private final long[] heads;
    private final byte[][][] familiesByHead;
    private final int headShift;
    private final byte[][] families;

    /** Selects these families; with {@code everything}, all names. */
    WantedNames(Set<String> wanted, boolean everything) {
        this.everything = everything;
        int slots = Integer.highestOneBit(Math.max(4, wanted.size())) * 8;
        heads = new long[slots];
        familiesByHead = new byte[slots][][];
        headShift = Long.numberOfLeadingZeros(slots - 1L);
        families = new byte[slots][];
        for (int b = 0; b < firstBytes.length; b++) {
            firstBytes[b] = !everything && Characters.isNameStart((byte) b) ? UNWANTED : b == '#' ? COMMENT : EXAMINE;
        }
        for (String family : wanted) {
            byte[] name = QuotedText.write(family);
            families[freeSlot(name)] = name;
            if (name.length >= Long.BYTES) {
                addHead(LineEnds.word(name, 0), name);
            } else if (name.length > 0) {
                firstBytes[name[0] & 0xff] = EXAMINE;
            }
        }
    }

    /**
     * What is known of the line that begins at {@code at}.
     *
     * @param head its first eight bytes, which may reach into the lines that follow
     * @param to where the bytes at hand end
     */
    byte kindOf(long head, byte[] bytes, int at, int to) {
        byte kind = firstBytes[(int) head & 0xff];
        if (kind == UNWANTED) {
            return beginsWithWanted(head, bytes, at, to) ? EXAMINE : UNWANTED;
        }
        int third = (int) (head >>> 16) & 0xff;
        return kind == EXAMINE || third == 'E' || third == 'U' ? EXAMINE : COMMENT;
    }

    /** Whether a wanted family's name stands there, or may go on behind the bytes at hand. */
    private boolean beginsWithWanted(long head, byte[] bytes, int at, int to) {
        byte[][] begun = familiesByHead[slotOfHead(head)];
        if (begun != null) {
            for (byte[] family : begun) {
                int end = Math.min(at + family.length, to);
                if (Arrays.equals(family, 0, end - at, bytes, at, end)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Where the families are that begin with these eight bytes, or belong if there are none. */
    private int slotOfHead(long head) {
        int slot = slotOf(head);
        while (heads[slot] != 0 && heads[slot] != head) {
            slot = (slot + 1) & (heads.length - 1);
        }
        return slot;
    }

    private int slotOf(long hash) {
        return (int) (hash * SPREAD >>> headShift);
    }

    /** Whether the name in the range, written as between quotes, is wanted. */
    boolean wants(byte[] line, int from, int to) {
        if (everything || contains(line, from, to)) {
            return true;
        }
        int underscore = to - 1;
        while (underscore > from && line[underscore] != '_') {
            underscore--;
        }
        for (byte[] suffix : SUFFIXES) {
            if (suffix.length == to - underscore && Arrays.equals(suffix, 0, suffix.length, line, underscore, to)) {
                return contains(line, from, underscore);
            }
        }
        return false;
    }

    private boolean contains(byte[] line, int from, int to) {
        int slot = slot(line, from, to);
        while (families[slot] != null) {
            byte[] family = families[slot];
            if (Arrays.equals(family, 0, family.length, line, from, to)) {
                return true;
            }
            slot = (slot + 1) & (families.length - 1);
        }
        return false;
    }

    private void addHead(long head, byte[] family) {
        int slot = slotOfHead(head);
        byte[][] before = familiesByHead[slot];
        byte[][] begun = before == null ? new byte[1][] : Arrays.copyOf(before, before.length + 1);
        begun[begun.length - 1] = family;
        heads[slot] = head;
        familiesByHead[slot] = begun;
    }

    private int freeSlot(byte[] name) {
        int slot = slot(name, 0, name.length);
        while (families[slot] != null) {
            slot = (slot + 1) & (families.length - 1);
        }
        return slot;
    }

    private int slot(byte[] line, int from, int to) {
        long hash = to - from;
        if (hash >= Long.BYTES) {
            hash += 31 * LineEnds.word(line, from) + LineEnds.word(line, to - Long.BYTES);
        } else {
            for (int i = from; i < to; i++) {
                hash = 31 * hash + line[i];
            }
        }
        return slotOf(hash);
    }

    private static byte[][] suffixes(String... words) {
        return Arrays.stream(words)
                .map(word -> ("_" + word).getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }
}
