package io.quorumwatch.source.logs;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;

/** A disk that refuses what root would get. */
final class RefusingDisk extends LogDisk {

    boolean refusesToList;
    boolean failsToList;

    @Override
    DirectoryStream<Path> list(Path directory, DirectoryStream.Filter<Path> wanted) throws IOException {
        if (refusesToList) {
            throw new AccessDeniedException(directory.toString());
        }
        if (failsToList) {
            throw new IOException("Input/output error");
        }
        return super.list(directory, wanted);
    }
}
