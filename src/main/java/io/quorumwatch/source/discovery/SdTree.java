package io.quorumwatch.source.discovery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quorumwatch.config.BoundedParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * JSON and YAML as the same kind of tree. A hostile file costs no more than its own size: depth is bounded, and so is the number of
 * nodes that aliases of aliases unfold to. An empty file is broken: it is being written more likely than it means nobody, for which
 * there is {@code []}. Pure.
 */
final class SdTree {

    private static final int DEEPEST = 16;
    private static final int MOST_NODES = 200_000;
    private static final int MOST_CHARACTERS = 4 * 1024 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private int nodes;

    private SdTree() {}

    static JsonNode ofJson(byte[] content) throws UnusableException {
        try {
            JsonNode tree = JSON.readTree(content);
            if (tree.isMissingNode()) {
                throw broken("an empty file");
            }
            return tree;
        } catch (JsonProcessingException unreadable) {
            throw broken(complaint(unreadable));
        } catch (IOException impossible) {
            throw broken(String.valueOf(impossible.getMessage()));
        }
    }

    /** Without what Jackson adds about a source that it does not show. */
    private static String complaint(JsonProcessingException unreadable) {
        String what = unreadable.getOriginalMessage();
        int addition = what.indexOf(" (start marker");
        JsonLocation place = unreadable.getLocation();
        return (place == null ? "" : "line " + place.getLineNr() + ": ")
                + (addition < 0 ? what : what.substring(0, addition));
    }

    static JsonNode ofYaml(byte[] content) throws UnusableException {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(MOST_CHARACTERS);
        limits.setNestingDepthLimit(DEEPEST);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            Node root = BoundedParser.compose(text, limits);
            if (root == null) {
                throw broken("an empty file");
            }
            return new SdTree().converted(root, 0);
        } catch (CharacterCodingException notText) {
            throw broken("bytes that are no UTF-8");
        } catch (BoundedParser.Excess tooMuch) {
            throw new UnusableException(DiscoveryFailure.TOO_LARGE, String.valueOf(tooMuch.getMessage()));
        } catch (RuntimeException unreadable) {
            // SnakeYAML has limits and corner cases that end in other exceptions than its own.
            throw broken(String.valueOf(unreadable.getMessage()));
        }
    }

    private JsonNode converted(Node node, int depth) throws UnusableException {
        if (++nodes > MOST_NODES || depth > DEEPEST) {
            throw new UnusableException(DiscoveryFailure.TOO_LARGE, "more than " + MOST_NODES + " YAML nodes");
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (Node item : sequence.getValue()) {
                array.add(converted(item, depth + 1));
            }
            return array;
        }
        if (node instanceof MappingNode mapping) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (NodeTuple pair : mapping.getValue()) {
                String key = pair.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
                object.set(key, converted(pair.getValueNode(), depth + 1));
            }
            return object;
        }
        if (node instanceof ScalarNode scalar && !node.getTag().equals(Tag.NULL)) {
            // As Prometheus does: what looks like a number or a flag is the text that is written there.
            return JsonNodeFactory.instance.textNode(scalar.getValue());
        }
        return JsonNodeFactory.instance.nullNode();
    }

    private static UnusableException broken(String what) {
        return new UnusableException(DiscoveryFailure.BROKEN_FILE, what);
    }
}
