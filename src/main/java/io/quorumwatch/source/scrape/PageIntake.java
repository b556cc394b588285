package io.quorumwatch.source.scrape;

import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.source.Gunzip;
import io.quorumwatch.source.exposition.ExpositionParser;
import io.quorumwatch.source.exposition.Page;
import io.quorumwatch.source.exposition.PageResult;
import java.util.Locale;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Takes the body of one answer piece by piece: counts it, unpacks it when it is compressed, and hands it to the parser. The body as
 * a whole is never held. Used for one answer after another; pure.
 */
final class PageIntake implements AutoCloseable {

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

    /** Takes the next piece; says why the page must be given up, or null. */
    @Nullable
    ScrapeFailure accept(byte[] bytes, int from, int to) {
        arrived += to - from;
        if (arrived > mostBytes) {
            return ScrapeFailure.TOO_LARGE;
        }
        if (!compressed) {
            return parser.accept(bytes, from, to);
        }
        try {
            boolean goesOn = unpacking().accept(bytes, from, to, this::unpacked);
            return goesOn ? null : refused;
        } catch (DataFormatException damaged) {
            return ScrapeFailure.BAD_ENCODING;
        }
    }

    private boolean unpacked(byte[] bytes, int from, int to) {
        unpacked += to - from;
        refused = unpacked > mostBytes ? ScrapeFailure.TOO_LARGE : parser.accept(bytes, from, to);
        return refused == null;
    }

    /** The body is complete. */
    PageResult finish() {
        if (compressed && !unpacking().complete()) {
            return new PageResult(ScrapeFailure.BAD_ENCODING, Page.EMPTY);
        }
        return parser.finish();
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
