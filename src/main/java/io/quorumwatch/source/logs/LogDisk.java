package io.quorumwatch.source.logs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** What the operating system may refuse to a reader of logs. Tests refuse it by other means, for root is refused nothing. Blocks. */
class LogDisk {

    /** Needs the right to enter the directory. */
    BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class);
    }

    /** Needs the right to read the file. */
    FileChannel open(Path file) throws IOException {
        return FileChannel.open(file);
    }

    /** Needs the right to read the directory, which one who may enter it need not have. */
    DirectoryStream<Path> list(Path directory, DirectoryStream.Filter<Path> wanted) throws IOException {
        return Files.newDirectoryStream(directory, wanted);
    }
}
