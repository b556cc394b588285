package io.quorumwatch.measure;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks for one path again and again over one kept-alive connection and does nothing with the answers, so that what is measured is the
 * server. The client that comes with Java takes 6 ms more for the hundredth part of 470 kB answers, in which it makes two copies of each.
 */
final class PlainClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 5000;
    private static final String HEAD_END = "\r\n\r\n";
    private static final Pattern LENGTH = Pattern.compile("content-length: *(\\d+)");

    private final Socket socket;
    private final byte[] request;
    private final byte[] buffer = new byte[1 << 20];

    /** @param base the server; connects at once */
    PlainClient(URI base, String path) {
        request = ("GET " + path + " HTTP/1.1\r\nHost: " + base.getAuthority() + HEAD_END)
                .getBytes(StandardCharsets.US_ASCII);
        try {
            socket = new Socket(base.getHost(), base.getPort());
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks, and answers how many nanoseconds passed until the last byte of the answer's body was there. */
    long ask() {
        try {
            long askedAt = System.nanoTime();
            socket.getOutputStream().write(request);
            InputStream answer = socket.getInputStream();
            int there = 0;
            int bodyFrom = -1;
            long end = Long.MAX_VALUE;
            while (there < end) {
                // The body is not kept: it may be longer than there is room.
                int more = answer.read(
                        buffer, bodyFrom < 0 ? there : 0, bodyFrom < 0 ? buffer.length - there : buffer.length);
                if (more < 0) {
                    throw new EOFException("the answer ends too early");
                }
                there += more;
                if (bodyFrom < 0) {
                    String head = new String(buffer, 0, Math.min(there, 4096), StandardCharsets.ISO_8859_1);
                    bodyFrom = head.indexOf(HEAD_END);
                    end = bodyFrom < 0 ? end : bodyFrom + HEAD_END.length() + length(head);
                }
            }
            return System.nanoTime() - askedAt;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long length(String head) {
        Matcher length = LENGTH.matcher(head.toLowerCase(Locale.ROOT));
        if (!length.find() || length.group(1).equals("0")) {
            throw new IllegalStateException("an answer without a body: " + head);
        }
        return Long.parseLong(length.group(1));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
