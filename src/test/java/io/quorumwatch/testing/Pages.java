package io.quorumwatch.testing;

import io.quorumwatch.source.exposition.ExpositionLimits;
import io.quorumwatch.source.exposition.ExpositionParser;
import io.quorumwatch.source.exposition.Page;
import io.quorumwatch.source.exposition.PageResult;
import io.quorumwatch.source.exposition.Sample;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Predicate;

/** Pages from text. */
public final class Pages {

    private Pages() {}

    /** Every sample of a page with these lines. */
    public static Page of(String... lines) {
        return read(ExpositionParser.forEverything(ExpositionLimits.DEFAULT), String.join("\n", lines) + "\n");
    }

    /** The samples of these families. */
    public static Page of(String text, Set<String> families) {
        return read(new ExpositionParser(families, ExpositionLimits.DEFAULT), text);
    }

    /** What the parser reads of the text. */
    static Page read(ExpositionParser parser, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        parser.reset();
        var early = parser.accept(bytes, 0, bytes.length);
        PageResult result = parser.finish();
        if (early != null || result.failure() != null) {
            throw new IllegalArgumentException("not a page: " + early + ", " + result.failure());
        }
        return result.page();
    }

    /** The page without the series that do not pass. */
    public static Page only(Page page, Predicate<String> names) {
        return new Page(
                page.samples().stream()
                        .filter((Sample sample) -> names.test(sample.name()))
                        .toList(),
                page.lines(),
                page.bytes(),
                page.malformed());
    }
}
