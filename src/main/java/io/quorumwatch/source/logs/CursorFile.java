package io.quorumwatch.source.logs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The cursors of all logs on disk: {@code cursors.json}, one object of log names and cursors. Blocks. */
final class CursorFile {

    private static final String NAME = "cursors.json";

    /** Thousands of logs. */
    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private static final JsonFactory JSON = new JsonFactory();

    private CursorFile() {}

    /** Reads them; none when there is no file. */
    static Map<String, String> read(Path directory) throws IOException {
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

    /** Replaces them: after a crash the file is the old one or the new one, never half of one. */
    static void write(Path directory, Map<String, String> cursors) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            for (Map.Entry<String, String> entry : new TreeMap<>(cursors).entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
        }
        Files.createDirectories(directory);
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
}
