package io.quorumwatch.face.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** The part of a page that does not need the ledger and may take milliseconds: Vert.x's own families, and compression. */
final class PageFinisher {

    private final PrometheusMeterRegistry registry;

    PageFinisher(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    /** Appends Vert.x's families, and with them the end mark where the format has one. Safe for any thread. */
    Buffer finish(byte[] own, MetricsFormat format, boolean gzip) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(gzip ? own.length / 10 + 4096 : own.length + 16384);
        try (OutputStream out = gzip ? new FastGzip(bytes) : bytes) {
            out.write(own);
            registry.scrape(new Open(out), format.contentType());
        }
        return Buffer.buffer(bytes.toByteArray());
    }

    /** Level 1: a page is repetitive enough, and better levels cost four times the processor time for a third fewer bytes. */
    private static final class FastGzip extends GZIPOutputStream {
        private FastGzip(OutputStream out) throws IOException {
            super(out, 8192);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    /** Stays open: the registry closes what it writes to. */
    private static final class Open extends java.io.FilterOutputStream {
        private Open(OutputStream out) {
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
