package io.quorumwatch.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One value of the file, with its place. Every reader either returns what it promises, or complains once and returns null: so a
 * caller that gets null must not complain again.
 *
 * <p>Scalars are read from their own characters and not from what YAML would make of them. A group named {@code 50912e7732} stays
 * that text and does not become a number, and {@code no} is a name like any other.
 */
final class Setting {

    private static final int LONGEST_TEXT = 4_096;
    private static final Set<Tag> PLAIN_TAGS =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.MERGE, Tag.MAP, Tag.SEQ);

    private final Node node;
    private final int line;
    private final String path;
    private final Problems problems;

    /** The line is that of the key, not of the value: for an alias it is where the alias stands, and not its anchor. */
    Setting(Node node, int line, String path, Problems problems) {
        this.node = node;
        this.line = line;
        this.path = path;
        this.problems = problems;
    }

    Node node() {
        return node;
    }

    String path() {
        return path;
    }

    int line() {
        return line;
    }

    /** Whether nothing stands behind the key. */
    boolean isNothing() {
        return node.getTag().equals(Tag.NULL);
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    boolean isScalar() {
        return node instanceof ScalarNode && !isNothing();
    }

    /** The characters of a scalar, for telling forms apart; empty for everything else. */
    String characters() {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    @Nullable
    String text() {
        return text("text");
    }

    /** Printable text of bounded length; {@code allowed} says in a message what kind of text. */
    @Nullable
    String text(String allowed) {
        String text = characters();
        if (!isScalar() || !hasPlainTag() || text.isBlank()) {
            refuse(allowed);
        } else if (text.length() > LONGEST_TEXT) {
            refuse(
                    "a text of " + text.length() + " characters",
                    allowed + ", at most " + LONGEST_TEXT + " characters",
                    null);
        } else if (!text.codePoints().allMatch(OneLine::isPrintable)) {
            refuse(OneLine.quoted(text), allowed + ", in printable characters", null);
        } else {
            return text;
        }
        return null;
    }

    /** One of the words; another word is answered with the nearest one. */
    @Nullable
    String oneOf(Collection<String> words) {
        String allowed = "one of " + String.join(", ", new TreeSet<>(words));
        String text = text(allowed);
        if (text != null && !words.contains(text)) {
            refuse(OneLine.quoted(text), allowed, NearestWord.of(text, words));
            return null;
        }
        return text;
    }

    @Nullable
    Duration duration(Duration shortest) {
        return duration(shortest, DurationText.LONGEST);
    }

    @Nullable
    Duration duration(Duration shortest, Duration longest) {
        String text = text(DurationText.ALLOWED);
        if (text == null) {
            return null;
        }
        Duration duration = DurationText.parse(text);
        if (duration == null) {
            boolean bareNumber = text.matches("\\d{1,6}");
            boolean unusual = text.matches("(\\d+(ms|[smhd]))+");
            refuse(
                    OneLine.quoted(text),
                    DurationText.ALLOWED + (unusual ? ", largest unit first and at most ten years" : ""),
                    bareNumber ? text + "s" : null);
        } else if (duration.compareTo(shortest) < 0) {
            refuse(OneLine.quoted(text), "a duration of at least " + DurationText.format(shortest), null);
            return null;
        } else if (duration.compareTo(longest) > 0) {
            refuse(OneLine.quoted(text), "a duration of at most " + DurationText.format(longest), null);
            return null;
        }
        return duration;
    }

    @Nullable
    Long wholeNumber(long least, long most) {
        String allowed = most == Long.MAX_VALUE
                ? "a whole number of at least " + least
                : "a whole number from " + least + " to " + most;
        String text = text(allowed);
        if (text == null) {
            return null;
        }
        // A leading zero is refused because YAML 1.1 reads such numbers as octal and people do not.
        if (text.matches("-?(0|[1-9]\\d{0,17})")) {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        refuse(allowed);
        return null;
    }

    /** A number of that range, perhaps with decimals. */
    @Nullable
    Double number(NumberRange range) {
        String allowed = range.text();
        String text = text(allowed);
        if (text == null) {
            return null;
        }
        if (text.matches("\\d{1,15}(\\.\\d{1,15})?")) {
            double number = new BigDecimal(text).doubleValue();
            if (range.contains(number)) {
                return number;
            }
        }
        refuse(allowed);
        return null;
    }

    @Nullable
    Boolean flag() {
        String text = oneOf(List.of("true", "false"));
        return text == null ? null : Boolean.valueOf(text);
    }

    /** The values of a list; an absent list has none. */
    List<Setting> items() {
        if (isNothing()) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence) || !hasPlainTag()) {
            refuse("a list");
            return List.of();
        }
        List<Setting> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            int itemLine = item.getStartMark().getLine() + 1;
            items.add(new Setting(item, itemLine, path + '[' + items.size() + ']', problems));
        }
        return items;
    }

    /** The keys below this one; none when all of them are commented out. */
    Section section() {
        if (!isNothing() && (!isMapping() || !hasPlainTag())) {
            refuse("keys with values");
        }
        return new Section(node, line, path, problems);
    }

    /** Complains about what stands here. */
    void refuse(String allowed) {
        refuse(found(), allowed, null);
    }

    void refuse(String found, String allowed, @Nullable String nearest) {
        problems.add(line, path, found, allowed, nearest);
    }

    private boolean hasPlainTag() {
        return PLAIN_TAGS.contains(node.getTag());
    }

    private String found() {
        if (isNothing()) {
            return "nothing";
        }
        if (!hasPlainTag()) {
            return "the tag " + OneLine.of(node.getTag().getValue());
        }
        if (node instanceof ScalarNode scalar) {
            return OneLine.quoted(scalar.getValue());
        }
        return isMapping() ? "keys with values" : "a list";
    }
}
