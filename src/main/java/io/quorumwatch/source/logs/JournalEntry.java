package io.quorumwatch.source.logs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One entry of systemd's journal in its JSON form, as {@code journalctl -o json} and the journal gateway write it.
 *
 * @param cursor where it stands
 * @param message what was logged: a string, an array of the bytes when it is not plain text, or the first of several; null when
 *     there is none, or when the server has left it out for its length
 */
record JournalEntry(String cursor, @Nullable String message) {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxNumberLength(64)
                    .build())
            .build();

    /** The entry of this line; null when the line is none. */
    static @Nullable JournalEntry parse(String line) {
        String cursor = null;
        String message = null;
        try (JsonParser json = FACTORY.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("__CURSOR") && value == JsonToken.VALUE_STRING) {
                    cursor = json.getText();
                } else if (name.equals("MESSAGE")) {
                    message = text(json, value);
                } else {
                    json.skipChildren();
                }
            }
        } catch (IOException notJson) {
            return null;
        }
        return cursor == null ? null : new JournalEntry(cursor, message);
    }

    private static @Nullable String text(JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        if (value != JsonToken.START_ARRAY) {
            json.skipChildren();
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String first = null;
        for (JsonToken item = json.nextToken(); item != JsonToken.END_ARRAY && item != null; item = json.nextToken()) {
            if (item == JsonToken.VALUE_NUMBER_INT) {
                bytes.write(json.getIntValue());
            } else {
                String one = text(json, item);
                first = first == null ? one : first;
            }
        }
        return first == null ? bytes.toString(StandardCharsets.UTF_8) : first;
    }
}
