package io.quorumwatch.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Text to a tree of nodes that know their lines. Nodes are composed, never constructed: no tag of the file can make an object. The
 * limits keep a hostile file (aliases of aliases, ten thousand brackets) from costing more than its own size.
 */
final class YamlText {

    /** Ten times the largest fleet that one process is meant to watch. */
    static final int LARGEST = 4 * 1024 * 1024;

    private static final int MOST_ALIASES = 1_000;

    private YamlText() {}

    /** The root node; null when the text holds no document, or when it is broken, which is then one problem. */
    static @Nullable Node compose(String text, Problems problems) {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(LARGEST);
        limits.setMaxAliasesForCollections(MOST_ALIASES);
        try {
            return BoundedParser.compose(text, limits);
        } catch (BoundedParser.Excess tooMuch) {
            tooMuch.addTo(problems);
        } catch (MarkedYAMLException broken) {
            addBroken(broken, problems);
        } catch (ReaderException unreadable) {
            int line = 1
                    + (int) text.codePoints()
                            .limit(unreadable.getPosition())
                            .filter(c -> c == '\n')
                            .count();
            problems.add(
                    line,
                    "",
                    String.format(Locale.ROOT, "the character \\u%04X", unreadable.getCodePoint()),
                    "printable text",
                    null);
        } catch (RuntimeException hostile) {
            // SnakeYAML has limits and corner cases that end in other exceptions; a file must never end the agent with
            // a stack trace.
            problems.add(0, "", OneLine.of(String.valueOf(hostile.getMessage())), "one plain YAML document", null);
        }
        return null;
    }

    private static void addBroken(MarkedYAMLException broken, Problems problems) {
        String problem = String.valueOf(broken.getProblem());
        int line = lineOf(broken.getProblemMark());
        int begun = lineOf(broken.getContextMark());
        if (problem.contains("TAB")) {
            problems.add(line, "", "a tab", "spaces for indentation", null);
        } else if (problem.contains("another document")) {
            problems.add(line, "", "a second document", "one document in a file", null);
        } else if (problem.contains("tag is not allowed")) {
            problems.add(line, "", "a tag that names a type", "plain YAML without such tags", null);
        } else {
            String context = broken.getContext() == null ? "" : "; it broke " + OneLine.of(broken.getContext());
            String place = begun == 0 ? "" : ", begun on line " + begun;
            problems.add(line, "", "broken YAML, " + OneLine.of(problem), "well-formed YAML" + context + place, null);
        }
    }

    private static int lineOf(@Nullable Mark mark) {
        return mark == null ? 0 : mark.getLine() + 1;
    }
}
