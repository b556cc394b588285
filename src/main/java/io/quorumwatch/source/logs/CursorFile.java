package io.quorumwatch.source.logs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The cursors of all logs on disk: {@code cursors.json}, one object of log names and cursors. Written by one agent at a time, for as long as
 * it has not closed it; another one reads it and may write when that one has gone. Blocks; used by one thread at a time.
 */
final class CursorFile implements AutoCloseable {

    private static final String NAME = "cursors.json";
    private static final String LOCK = "cursors.lock";

    /** Thousands of logs. */
    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private static final JsonFactory JSON = new JsonFactory();

    private final Path directory;
    private @Nullable FileChannel owned;

    CursorFile(Path directory) {
        this.directory = directory;
    }

    /** Reads them; none when there is no file. */
    Map<String, String> read() throws IOException {
        Path file = directory.resolve(NAME);
        Map<String, String> cursors = new HashMap<>();
        if (!Files.exists(file)) {
            return cursors;
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " is too large");
        }
        try (JsonParser json = JSON.createParser(Files.readAllBytes(file))) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException(file + " is no JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String log = json.currentName();
                if (json.nextToken() != JsonToken.VALUE_STRING) {
                    throw new IOException(file + ": the cursor of " + log + " is no string");
                }
                cursors.put(log, json.getText());
            }
        }
        return cursors;
    }

    /**
     * Replaces them: after a crash the file is the old one or the new one, never half of one.
     *
     * @throws IOException also while another agent writes there
     */
    void write(Map<String, String> cursors) throws IOException {
        own();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            for (Map.Entry<String, String> entry : new TreeMap<>(cursors).entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
        }
        Path next = directory.resolve(NAME + ".new");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
            while (buffer.hasRemaining()) {
                if (channel.write(buffer) < 0) {
                    throw new IOException(next + " cannot be written");
                }
            }
            channel.force(true);
        }
        Path moved = Files.move(
                next, directory.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        assert moved != null;
    }

    private void own() throws IOException {
        if (owned != null) {
            return;
        }
        Files.createDirectories(directory);
        FileChannel lock =
                FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (lock.tryLock() != null) {
                owned = lock;
            }
        } catch (OverlappingFileLockException byAnotherOfThisProcess) {
            // As good as another process's.
        } finally {
            if (owned == null) {
                lock.close();
            }
        }
        if (owned == null) {
            throw new IOException("another agent keeps its cursors in " + directory);
        }
    }

    /** Lets others write. */
    @Override
    public void close() throws IOException {
        FileChannel lock = owned;
        owned = null;
        if (lock != null) {
            lock.close();
        }
    }
}
