package io.quorumwatch.face.metrics;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Takes the slices of one page, compresses them where asked, and ends the page with Vert.x's own families. It may take milliseconds and
 * belongs on a worker unless it {@link #isQuick}; calls must follow one another, but may come from different threads.
 */
final class PageSink {

    private final VertxFamilies families;
    private final MetricsFormat format;
    private final boolean gzip;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(16384);
    private final OutputStream out;

    PageSink(VertxFamilies families, MetricsFormat format, boolean gzip) throws IOException {
        this.families = families;
        this.gzip = gzip;
        this.format = format;
        this.out = gzip ? new FastGzip(bytes) : bytes;
    }

    /** Whether the rest of the page takes no longer than a copy, so that no worker is needed. */
    boolean isQuick() {
        return !gzip && families.isWritten(format);
    }

    void add(byte[] slice) throws IOException {
        out.write(slice);
    }

    /** Appends Vert.x's families, and with them the end mark where the format has one. */
    Buffer finish() throws IOException {
        out.write(families.text(format));
        out.close();
        return Buffer.buffer(bytes.toByteArray());
    }

    /** Level 1: pages are so repetitive that it leaves a thirtieth of them. */
    private static final class FastGzip extends GZIPOutputStream {
        private FastGzip(OutputStream out) throws IOException {
            super(out, 8192);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
