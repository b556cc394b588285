package io.quorumwatch.face.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import java.util.Map;

/**
 * Writes the bodies of answers. They are maps, lists and plain values, so what maps Java objects is not needed; {@link JsonObject}'s own
 * methods would load it, at a third of a second of every start.
 */
final class JsonBody {

    private static final JacksonCodec CODEC = new JacksonCodec();

    private JsonBody() {}

    /** The object, its keys in the order of the map. */
    static Buffer of(Map<String, Object> json) {
        return CODEC.toBuffer(new JsonObject(json), false);
    }

    /** The same for people, with a line end. */
    static Buffer pretty(Map<String, Object> json) {
        return CODEC.toBuffer(new JsonObject(json), true).appendString("\n");
    }

    /** The object as text. */
    static String text(Map<String, Object> json) {
        return CODEC.toString(new JsonObject(json), false);
    }
}
