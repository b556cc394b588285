package io.quorumwatch.source.logs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** A disk that refuses what root would get. */
final class RefusingDisk extends LogDisk {

    boolean refusesToLook;
    boolean refusesToOpen;
    boolean refusesToList;
    boolean failsToList;

    @Override
    BasicFileAttributes attributes(Path file) throws IOException {
        refuse(refusesToLook, file);
        return super.attributes(file);
    }

    @Override
    FileChannel open(Path file) throws IOException {
        refuse(refusesToOpen, file);
        return super.open(file);
    }

    @Override
    DirectoryStream<Path> list(Path directory, DirectoryStream.Filter<Path> wanted) throws IOException {
        refuse(refusesToList, directory);
        if (failsToList) {
            throw new IOException("Input/output error");
        }
        return super.list(directory, wanted);
    }

    private static void refuse(boolean refuses, Path path) throws IOException {
        if (refuses) {
            throw new AccessDeniedException(path.toString());
        }
    }
}
