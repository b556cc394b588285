package io.quorumwatch.source.scrape;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.source.Gunzip;
import io.quorumwatch.source.exposition.ExpositionParser;
import io.quorumwatch.source.exposition.Page;
import io.quorumwatch.source.exposition.PageResult;
import java.util.Locale;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the body of one answer piece by piece: counts it, unpacks it when it is compressed, and hands it to the parser. The body as
 * a whole is never held. Used for one answer after another, on one event loop.
 */
final class PageIntake implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(PageIntake.class);

    private static final int PIECE_BYTES = 64 * 1024;

    /** One for each event loop: a piece is parsed before the next one is copied. */
    private static final FastThreadLocal<byte[]> PIECE = new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
            return new byte[PIECE_BYTES];
        }
    };

    private final ExpositionParser parser;
    private final int mostBytes;
    private @Nullable Gunzip gunzip;
    private boolean compressed;
    private long arrived;
    private long unpacked;
    private @Nullable ScrapeFailure refused;

    PageIntake(ExpositionParser parser, int mostBytes) {
        this.parser = parser;
        this.mostBytes = mostBytes;
    }

    /** Begins with the next answer; says why its encoding cannot be read, or null. */
    @Nullable
    ScrapeFailure begin(@Nullable String contentEncoding) {
        parser.reset();
        arrived = 0;
        unpacked = 0;
        refused = null;
        compressed = false;
        String encoding = contentEncoding == null ? "" : contentEncoding.strip().toLowerCase(Locale.ROOT);
        switch (encoding) {
            case "", "identity" -> {}
            case "gzip", "x-gzip" -> {
                compressed = true;
                if (gunzip == null) {
                    gunzip = new Gunzip();
                }
                gunzip.reset();
            }
            default -> refused = ScrapeFailure.BAD_ENCODING;
        }
        return refused;
    }

    /**
     * Reads the next chunk, which is not kept; says why the page must be given up, or null. A page that is given up stays so. A fault of
     * the parser costs the page alone.
     */
    @Nullable
    ScrapeFailure take(ByteBuf chunk) {
        byte[] piece = PIECE.get();
        for (int at = chunk.readerIndex(); refused == null && at < chunk.writerIndex(); at += piece.length) {
            int length = Math.min(piece.length, chunk.writerIndex() - at);
            chunk.getBytes(at, piece, 0, length);
            arrived += length;
            refused = arrived > mostBytes ? ScrapeFailure.TOO_LARGE : read(piece, length);
        }
        return refused;
    }

    private @Nullable ScrapeFailure read(byte[] piece, int length) {
        try {
            if (!compressed) {
                return parser.accept(piece, 0, length);
            }
            boolean goesOn = unpacking().accept(piece, 0, length, this::unpacked);
            return goesOn ? null : refused;
        } catch (DataFormatException damaged) {
            return ScrapeFailure.BAD_ENCODING;
        } catch (RuntimeException fault) {
            logger.error("page_reading_faulty", fault);
            return ScrapeFailure.INTERNAL;
        }
    }

    private boolean unpacked(byte[] bytes, int from, int to) {
        unpacked += to - from;
        refused = unpacked > mostBytes ? ScrapeFailure.TOO_LARGE : parser.accept(bytes, from, to);
        return refused == null;
    }

    /** What has been read, when the body is complete. */
    PageResult finish() {
        if (refused == null && compressed && !unpacking().complete()) {
            refused = ScrapeFailure.BAD_ENCODING;
        }
        if (refused != null) {
            return new PageResult(refused, Page.EMPTY);
        }
        try {
            return parser.finish();
        } catch (RuntimeException fault) {
            logger.error("page_reading_faulty", fault);
            return new PageResult(ScrapeFailure.INTERNAL, Page.EMPTY);
        }
    }

    /** How many bytes have arrived, as they were sent. */
    long arrived() {
        return arrived;
    }

    private Gunzip unpacking() {
        if (gunzip == null) {
            throw new IllegalStateException("the answer is not compressed");
        }
        return gunzip;
    }

    @Override
    public void close() {
        if (gunzip != null) {
            gunzip.close();
            gunzip = null;
        }
    }
}
