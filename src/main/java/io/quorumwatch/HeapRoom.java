package io.quorumwatch;

/**
 * How many members a heap has room for. An agent whose heap is too small collects all of it again and again, and ends when nothing is
 * won any more (measured with 2,004 members and 120 MB: after 57 s); whoever gave it that heap is told before.
 */
public final class HeapRoom {

    private static final long MEGABYTE = 1024 * 1024;

    /** What is known of a member of etcd with a page of 151 kB takes 44 kB ({@code src/docs/benchmarks.md}). */
    private static final long MEMBER_BYTES = 48 * 1024;

    /** The agent itself, and the room in which everything begins, as in {@code scripts/java.options}. */
    private static final long OWN_BYTES = 49 * MEGABYTE;

    /** One of the two rooms of survivors is always empty, and Java does not count it. */
    private static final long UNCOUNTED_BYTES = 14 * MEGABYTE;

    private HeapRoom() {}

    /**
     * For how many members there is room, with a tenth of the heap left free.
     *
     * @param heapBytes as {@link Runtime#maxMemory} says it
     */
    public static long members(long heapBytes) {
        return Math.max(0, (heapBytes / 10 * 9 - OWN_BYTES) / MEMBER_BYTES);
    }

    /** The options of Java that give it the heap that so many members need: both, since it does not grow. */
    public static String options(int members) {
        long bytes = (members * MEMBER_BYTES + OWN_BYTES) / 9 * 10 + UNCOUNTED_BYTES;
        long megabytes = bytes / MEGABYTE + 1;
        return "-Xms" + megabytes + "m -Xmx" + megabytes + "m";
    }
}
