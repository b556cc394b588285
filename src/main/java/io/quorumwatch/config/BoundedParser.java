package io.quorumwatch.config;

import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Parses until there is too much of it. SnakeYAML limits the characters and the depth of a text and not the number of its nodes, and
 * three characters can make one that costs two hundred bytes: a file of the allowed size would fill the memory of a running agent.
 */
public final class BoundedParser extends ParserImpl {

    /** Some 25,000 members with name, role and address. */
    static final int MOST_EVENTS = 200_000;

    private static final int DEEPEST = 32;

    private int events;
    private int depth;

    private BoundedParser(String text, LoaderOptions limits) {
        super(new StreamReader(text), limits);
    }

    /**
     * The text as a tree; null when there is nothing in it. Not through the {@code Yaml} class, which also makes a constructor and a
     * representer: 0.10 s of a cold start's 0.24 s.
     *
     * @throws Excess when it has more than {@link #MOST_EVENTS} keys, values and brackets, or too many brackets in one another
     * @throws YAMLException when it is no YAML, or beyond one of the limits
     */
    public static @Nullable Node compose(String text, LoaderOptions limits) {
        return new Composer(new BoundedParser(text, limits), new Resolver(), limits).getSingleNode();
    }

    @Override
    public Event getEvent() {
        Event event = super.getEvent();
        events++;
        if (event instanceof CollectionStartEvent) {
            depth++;
        } else if (event instanceof CollectionEndEvent) {
            depth--;
        }
        int line = event.getStartMark().getLine() + 1;
        if (events > MOST_EVENTS) {
            throw new Excess(line, "too much", "at most " + MOST_EVENTS + " keys, values and brackets in a file");
        }
        if (depth > DEEPEST) {
            throw new Excess(line, "more than " + DEEPEST + " levels of nesting", "at most " + DEEPEST);
        }
        return event;
    }

    /** Here it is too much. */
    public static final class Excess extends YAMLException {

        @Serial
        private static final long serialVersionUID = 1L;

        private final int line;
        private final String found;
        private final String allowed;

        private Excess(int line, String found, String allowed) {
            super("line " + line + ": " + found + ", but allowed is " + allowed);
            this.line = line;
            this.found = found;
            this.allowed = allowed;
        }

        void addTo(Problems problems) {
            problems.add(line, "", found, allowed, null);
        }
    }
}
