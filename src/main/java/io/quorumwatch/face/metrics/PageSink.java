package io.quorumwatch.face.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Takes the slices of one page, compresses them where asked, and ends the page with Vert.x's own families. It may take milliseconds and
 * belongs on a worker; calls must follow one another, but may come from different threads.
 */
final class PageSink {

    private final PrometheusMeterRegistry registry;
    private final MetricsFormat format;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(16384);
    private final OutputStream out;

    PageSink(PrometheusMeterRegistry registry, MetricsFormat format, boolean gzip) throws IOException {
        this.registry = registry;
        this.format = format;
        this.out = gzip ? new FastGzip(bytes) : bytes;
    }

    void add(byte[] slice) throws IOException {
        out.write(slice);
    }

    /** Appends Vert.x's families, and with them the end mark where the format has one. */
    Buffer finish() throws IOException {
        registry.scrape(new KeptOpen(out), format.contentType());
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

    /** The registry closes what it writes to. */
    private static final class KeptOpen extends FilterOutputStream {
        private KeptOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
