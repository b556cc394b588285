package io.quorumwatch.cli;

import java.io.IOException;
import java.io.Writer;

/** A standard output that takes nothing: a full disk, or a pipe without a reader. */
final class FullWriter extends Writer {

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        throw new IOException("no space left");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
