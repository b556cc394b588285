package io.quorumwatch.source.scrape;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.source.exposition.Page;
import io.quorumwatch.source.exposition.PageResult;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Intakes for pages of one kind: as many as answers arrive at the same time, mostly a few. What a parser remembers of the series of
 * one member serves the next one, since they write nearly the same page. Used from one event loop only.
 */
final class IntakePool implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(IntakePool.class);

    private static final int PIECE_BYTES = 64 * 1024;

    /** So many wait for the next answers; further ones were needed for a moment when much arrived at once. */
    private static final int MOST_WAITING = 8;

    /** One for each event loop: a piece is parsed before the next one is copied. */
    private static final FastThreadLocal<byte[]> PIECE = new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
            return new byte[PIECE_BYTES];
        }
    };

    private final Supplier<PageIntake> maker;
    private final Deque<PageIntake> free = new ArrayDeque<>();
    private boolean closed;

    IntakePool(Supplier<PageIntake> maker) {
        this.maker = maker;
    }

    PageIntake borrow() {
        PageIntake intake = free.poll();
        return intake == null ? maker.get() : intake;
    }

    void giveBack(PageIntake intake) {
        if (closed || free.size() >= MOST_WAITING) {
            intake.close();
        } else {
            free.push(intake);
        }
    }

    /** Hands a chunk to the intake; says why the page must be given up, or null. A fault of the parser costs the page alone. */
    @Nullable
    ScrapeFailure feed(PageIntake intake, Buffer chunk) {
        return feed(intake, chunk.length(), (from, to, piece) -> chunk.getBytes(from, to, piece, 0));
    }

    /** The same with a chunk that is only lent: it is read and not kept. */
    @Nullable
    ScrapeFailure feed(PageIntake intake, ByteBuf chunk) {
        int start = chunk.readerIndex();
        return feed(
                intake, chunk.readableBytes(), (from, to, piece) -> chunk.getBytes(start + from, piece, 0, to - from));
    }

    /** Copies a part of a chunk. */
    @FunctionalInterface
    private interface Chunk {

        void copy(int from, int to, byte[] piece);
    }

    private @Nullable ScrapeFailure feed(PageIntake intake, int bytes, Chunk chunk) {
        byte[] piece = PIECE.get();
        try {
            for (int from = 0; from < bytes; from += piece.length) {
                int to = Math.min(from + piece.length, bytes);
                chunk.copy(from, to, piece);
                ScrapeFailure failure = intake.accept(piece, 0, to - from);
                if (failure != null) {
                    return failure;
                }
            }
            return null;
        } catch (RuntimeException fault) {
            logger.error("page_reading_faulty", fault);
            return ScrapeFailure.INTERNAL;
        }
    }

    /** What the intake has read, when the body is complete. */
    PageResult finish(PageIntake intake) {
        try {
            return intake.finish();
        } catch (RuntimeException fault) {
            logger.error("page_reading_faulty", fault);
            return new PageResult(ScrapeFailure.INTERNAL, Page.EMPTY);
        }
    }

    @Override
    public void close() {
        closed = true;
        free.forEach(PageIntake::close);
        free.clear();
    }
}
