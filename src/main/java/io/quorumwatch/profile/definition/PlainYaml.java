package io.quorumwatch.profile.definition;

import io.quorumwatch.config.BoundedParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * YAML as maps, lists, texts, flags and numbers. What SnakeYAML brings for it is made for any object and any date, and sets up Java's own
 * logging: 35 ms of a cold start's 550.
 */
final class PlainYaml {

    private static final int DEEPEST = 32;

    /** The words that YAML 1.1 takes for a flag; the others of them say false. */
    private static final Set<String> TRUE = Set.of("true", "yes", "on");

    /** A leading zero would make it an octal one. */
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(0|[1-9][0-9]*)");

    private PlainYaml() {}

    /**
     * What the text says; null when it says nothing.
     *
     * @throws YAMLException when it is no YAML, or says a key twice, or anything but the values named above
     */
    static @Nullable Object read(String text) {
        Node root = BoundedParser.compose(text, new LoaderOptions());
        return root == null ? null : value(root, 0);
    }

    private static @Nullable Object value(Node node, int depth) {
        if (depth > DEEPEST) {
            throw at(node, "more than " + DEEPEST + " levels of nesting");
        }
        if (node instanceof MappingNode mapping) {
            Map<Object, @Nullable Object> map = new LinkedHashMap<>();
            for (NodeTuple entry : mapping.getValue()) {
                Object key = value(entry.getKeyNode(), depth + 1);
                if (key == null || map.containsKey(key)) {
                    throw at(entry.getKeyNode(), key == null ? "a key that is nothing" : "the key " + key + " twice");
                }
                map.put(key, value(entry.getValueNode(), depth + 1));
            }
            return map;
        }
        if (node instanceof SequenceNode sequence) {
            List<@Nullable Object> list = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                list.add(value(item, depth + 1));
            }
            return list;
        }
        return scalar((ScalarNode) node);
    }

    private static @Nullable Object scalar(ScalarNode node) {
        Tag tag = node.getTag();
        String text = node.getValue();
        if (tag.equals(Tag.STR)) {
            return text;
        } else if (tag.equals(Tag.NULL)) {
            return null;
        } else if (tag.equals(Tag.BOOL)) {
            return TRUE.contains(text.toLowerCase(Locale.ROOT));
        }
        try {
            if (tag.equals(Tag.INT) && DECIMAL.matcher(text).matches()) {
                return Long.valueOf(text);
            } else if (tag.equals(Tag.FLOAT)) {
                return Double.valueOf(text);
            }
        } catch (NumberFormatException outOfRange) {
            throw at(node, "a number that is too large or written otherwise than in decimals: " + text);
        }
        throw at(node, "a value that is neither text nor a flag or decimal number: " + text);
    }

    private static YAMLException at(Node node, String found) {
        return new YAMLException("line " + (node.getStartMark().getLine() + 1) + ": " + found);
    }
}
