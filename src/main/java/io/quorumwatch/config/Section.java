package io.quorumwatch.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The keys at one place of the file. It remembers which keys were asked for, present or not; {@link #close} then knows every key
 * that is allowed here and complains about the others, so that no list of keys is kept beside the code that reads them.
 */
final class Section {

    private static final int MOST_NAMED = 20;
    private static final int MOST_MERGES = 100;

    // What should be a section and is a text has been complained about; that its keys are missing is no news then.
    private final boolean readable;

    private final int line;
    private final String path;
    private final Problems problems;
    private final Map<String, Setting> settings;
    private final Set<String> known = new LinkedHashSet<>();
    private final Map<String, String> missing = new LinkedHashMap<>();
    private int merges;

    /** A section of something else than a mapping has no keys. */
    Section(@Nullable Node node, int line, String path, Problems problems) {
        this.readable =
                node == null || node instanceof MappingNode || node.getTag().equals(Tag.NULL);
        this.line = line;
        this.path = path;
        this.problems = problems;
        this.settings = node instanceof MappingNode mapping ? collect(mapping) : Map.of();
    }

    int line() {
        return line;
    }

    String path(String key) {
        return path.isEmpty() ? OneLine.of(key) : path + '.' + OneLine.of(key);
    }

    /** The keys that stand here, in their order. */
    Set<String> keys() {
        return settings.keySet();
    }

    /** The value behind the key, or null when the key is absent. */
    @Nullable
    Setting find(String key) {
        known.add(key);
        return settings.get(key);
    }

    /** As {@link #find}, but an absent key is a problem. */
    @Nullable
    Setting require(String key, String allowed) {
        Setting setting = find(key);
        if (setting == null) {
            missing(key, allowed);
        }
        return setting;
    }

    /** To be said before {@link #close}, which keeps it back when the key stands there misspelt: that is one problem and not two. */
    void missing(String key, String allowed) {
        missing.put(key, allowed);
    }

    /** The keys below the key; an absent key has none. */
    Section section(String key) {
        Setting setting = find(key);
        return setting == null ? new Section(null, line, path(key), problems) : setting.section();
    }

    List<Setting> items(String key) {
        Setting setting = find(key);
        return setting == null ? List.of() : setting.items();
    }

    @Nullable
    Duration duration(String key, Duration shortest) {
        Setting setting = find(key);
        return setting == null ? null : setting.duration(shortest);
    }

    boolean flag(String key, boolean otherwise) {
        Setting setting = find(key);
        Boolean flag = setting == null ? null : setting.flag();
        return flag == null ? otherwise : flag;
    }

    /** Complains about every key that nobody asked for, and about those that are missing. */
    void close() {
        String allowed = known.isEmpty()
                ? "no keys here"
                : known.size() > MOST_NAMED ? "one of " + known.size() + " keys" : String.join(", ", known);
        settings.forEach((key, setting) -> {
            if (!known.contains(key)) {
                // What nobody will read is not looked for: a hostile file has a hundred thousand such keys.
                String nearest = problems.isFull() ? null : NearestWord.of(key, known);
                setting.refuse("an unknown key", allowed, nearest);
                missing.remove(nearest);
            }
        });
        if (readable) {
            missing.forEach((key, wanted) -> problems.add(line, path(key), "nothing", wanted, null));
        }
    }

    private Map<String, Setting> collect(MappingNode mapping) {
        Map<String, Setting> own = new LinkedHashMap<>();
        List<Setting> merged = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Node key = tuple.getKeyNode();
            int keyLine = key.getStartMark().getLine() + 1;
            if (!(key instanceof ScalarNode scalar)) {
                problems.add(keyLine, path, "a key that is no word", "plain words as keys", null);
                continue;
            }
            Setting setting = new Setting(tuple.getValueNode(), keyLine, path(scalar.getValue()), problems);
            if (key.getTag().equals(Tag.MERGE)) {
                merged.add(setting);
                continue;
            }
            Setting earlier = own.putIfAbsent(scalar.getValue(), setting);
            if (earlier != null) {
                setting.refuse("the key a second time, after line " + earlier.line(), "each key once", null);
            }
        }
        merged.forEach(setting -> merge(setting, own));
        return own;
    }

    /** {@code <<: *defaults}: what stands here wins over what is merged in, earlier mappings over later ones. */
    private void merge(Setting merged, Map<String, Setting> into) {
        if (merged.node() instanceof MappingNode mapping && merges++ < MOST_MERGES) {
            collect(mapping).forEach(into::putIfAbsent);
        } else if (merged.node() instanceof SequenceNode && merges++ < MOST_MERGES) {
            merged.items().forEach(each -> merge(each, into));
        } else {
            merged.refuse("something that cannot be merged", "an alias of keys with values", null);
        }
    }
}
