package io.quorumwatch.source.logs;

import io.quorumwatch.source.Gunzip;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * The body of one push: unpacks it, makes lines of it and queues them, a slice at a time, so that whatever a few bytes blow up to,
 * little of it exists at once. Used from one event loop.
 */
public final class PushBody implements AutoCloseable {

    /** Bytes of a body, as they arrive and unpacked. */
    public static final long MOST_BYTES = 8L * 1024 * 1024;

    public static final long MOST_UNPACKED_BYTES = 64L * 1024 * 1024;

    /** Unpacked, these are 17 kB at most, since deflate packs a thousandfold; as empty as lines can be, half a megabyte of memory. */
    private static final int PACKED_SLICE = 16;

    private static final int PLAIN_SLICE = 4 * 1024;

    /** Lines are queued when they cost so much, so that one more slice does not make a batch that is larger than the queue. */
    private static final long ENOUGH = 64 * 1024;

    /** How far it has come. */
    public enum Step {
        /** Everything so far is queued. */
        QUEUED,
        /** The queue is full: the same call has to be made again. */
        FULL,
        /** One of the bounds is passed; the body has to be given up. */
        TOO_LARGE,
        /** It is not the gzip data that it should be; the body has to be given up. */
        NOT_GZIP
    }

    private final String member;
    private final PushQueue queue;
    private final @Nullable Gunzip gunzip;
    private final LineSplitter splitter = new LineSplitter(LineSplitter.LONGEST_LINE, this::take);
    private List<String> ready = new ArrayList<>();
    private long readyCost;
    private byte[] input = new byte[0];
    private int at;
    private long arrived;
    private long unpacked;
    private long lines;
    private long cut;
    private long dropped;
    private boolean finishing;
    private Future<Void> read = Future.succeededFuture();

    PushBody(String member, PushQueue queue, boolean gzip) {
        this.member = member;
        this.queue = queue;
        gunzip = gzip ? new Gunzip() : null;
    }

    private void take(String line) {
        ready.add(line);
        readyCost += PushQueue.cost(line);
    }

    /** Takes the next piece over, whose lines {@link #advance} queues; not before the last piece is queued. */
    public void accept(byte[] piece) {
        input = piece;
        at = 0;
        arrived += piece.length;
    }

    /** The body has ended; {@link #advance} queues what is left. */
    public void end() {
        finishing = true;
    }

    /** Goes on as far as the queue allows. */
    public Step advance() {
        if (arrived > MOST_BYTES) {
            return Step.TOO_LARGE;
        }
        while (true) {
            boolean more = at < input.length;
            if ((!more || readyCost >= ENOUGH) && !offered()) {
                return Step.FULL;
            }
            if (more) {
                Step failure = slice();
                if (failure != null) {
                    return failure;
                }
            } else if (finishing) {
                finishing = false;
                if (gunzip != null && !gunzip.complete()) {
                    return Step.NOT_GZIP;
                }
                splitter.finish();
            } else {
                return Step.QUEUED;
            }
        }
    }

    private @Nullable Step slice() {
        int from = at;
        at = Math.min(input.length, at + (gunzip == null ? PLAIN_SLICE : PACKED_SLICE));
        if (gunzip == null) {
            return unpacked(input, from, at) ? null : Step.TOO_LARGE;
        }
        try {
            return gunzip.accept(input, from, at, this::unpacked) ? null : Step.TOO_LARGE;
        } catch (DataFormatException damaged) {
            return Step.NOT_GZIP;
        }
    }

    private boolean unpacked(byte[] bytes, int from, int to) {
        unpacked += to - from;
        if (unpacked > MOST_UNPACKED_BYTES) {
            return false;
        }
        splitter.accept(bytes, from, to);
        return true;
    }

    private boolean offered() {
        if (ready.isEmpty()) {
            return true;
        }
        Promise<Void> promise = Promise.promise();
        cut += splitter.takeCut();
        LineBatch batch = new LineBatch(ready, null, cut);
        boolean queued = queue.offer(member, batch, wasRead -> {
            if (wasRead) {
                promise.complete();
            } else {
                promise.fail("the cluster is not watched any more");
            }
        });
        if (queued) {
            lines += ready.size();
            dropped += cut;
            cut = 0;
            ready = new ArrayList<>();
            readyCost = 0;
            read = promise.future();
        }
        return queued;
    }

    /** Completes when all lines that are queued have been read; fails when they will not be. */
    public Future<Void> read() {
        return read;
    }

    /** Lines queued so far. */
    public long lines() {
        return lines;
    }

    /** Lines among them that have lost their end, because they were too long. */
    public long dropped() {
        return dropped;
    }

    @Override
    public void close() {
        if (gunzip != null) {
            gunzip.close();
        }
    }
}
