package io.quorumwatch.face.metrics;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes the slices of one page, compresses them where asked, and ends the page with Vert.x's own families. It may take milliseconds and
 * belongs on a worker unless it {@link #isQuick}; calls must follow one another, but may come from different threads.
 */
final class PageSink {

    private final VertxFamilies families;
    private final MetricsFormat format;
    private final @Nullable OutputStream gzip;
    private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    private final List<byte[]> plain = new ArrayList<>();

    PageSink(VertxFamilies families, MetricsFormat format, boolean gzip) throws IOException {
        this.families = families;
        this.format = format;
        this.gzip = gzip ? new FastGzip(compressed) : null;
    }

    /** Whether the rest of the page takes no longer than a copy, so that no worker is needed. */
    boolean isQuick() {
        return gzip == null && families.isWritten(format);
    }

    void add(byte[] slice) throws IOException {
        if (gzip == null) {
            plain.add(slice);
        } else {
            gzip.write(slice);
        }
    }

    /** Appends Vert.x's families, and with them the end mark where the format has one. */
    Buffer finish() throws IOException {
        add(families.text(format));
        if (gzip != null) {
            gzip.close();
            return Buffer.buffer(compressed.toByteArray());
        }
        // A page of a thousand members has six megabytes; growing bit by bit it would need four times as much.
        Buffer page =
                Buffer.buffer(plain.stream().mapToInt(slice -> slice.length).sum());
        plain.forEach(page::appendBytes);
        return page;
    }

    /** Level 1: pages are so repetitive that it leaves a thirtieth of them. */
    private static final class FastGzip extends GZIPOutputStream {
        private FastGzip(OutputStream out) throws IOException {
            super(out, 8192);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
