package io.quorumwatch.source.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lets the tests of the parser read as sentences. */
final class Reading {

    private Reading() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] resource(String name) {
        try (InputStream in = Objects.requireNonNull(Reading.class.getResourceAsStream("/pages/" + name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the next page of the member in one piece. */
    static PageResult read(ExpositionParser parser, byte[] page) {
        return readInChunks(parser, page, Math.max(1, page.length));
    }

    static PageResult readInChunks(ExpositionParser parser, byte[] page, int chunk) {
        parser.reset();
        for (int at = 0; at < page.length; at += chunk) {
            // The parser must not depend on what it has read staying there, so every chunk is its own array.
            byte[] piece = new byte[Math.min(chunk, page.length - at)];
            System.arraycopy(page, at, piece, 0, piece.length);
            if (parser.accept(piece, 0, piece.length) != null) {
                break;
            }
        }
        return parser.finish();
    }

    static PageResult everything(String page) {
        return read(ExpositionParser.forEverything(ExpositionLimits.DEFAULT), bytes(page));
    }

    /** The samples of a page that must stand and must have no malformed line. */
    static List<Sample> samples(String page) {
        PageResult result = everything(page);
        assertThat(result.failure()).as(page).isNull();
        assertThat(result.page().malformed()).as(page).isEmpty();
        return result.page().samples();
    }

    /** The only sample of a well-formed line. */
    static Sample sample(String line) {
        List<Sample> samples = samples(line);
        assertThat(samples).as(line).hasSize(1);
        return samples.get(0);
    }

    /** Why the line is left out of a page that is well formed otherwise; null when it is not. */
    static @Nullable Malformed refusal(byte[] line) {
        byte[] page = new byte[line.length + 12];
        System.arraycopy(bytes("good 1\n"), 0, page, 0, 7);
        System.arraycopy(line, 0, page, 7, line.length);
        System.arraycopy(bytes("\nok 2"), 0, page, 7 + line.length, 5);
        PageResult result = read(ExpositionParser.forEverything(ExpositionLimits.DEFAULT), page);
        assertThat(result.failure()).isNull();
        assertThat(result.page().samples())
                .extracting(Sample::name)
                .startsWith("good")
                .endsWith("ok");
        assertThat(result.page().malformed().values()).allMatch(count -> count == 1);
        assertThat(result.page().samples().size() + result.page().malformed().size())
                .isEqualTo(3);
        return result.page().malformed().keySet().stream().findFirst().orElse(null);
    }

    static @Nullable Malformed refusal(String line) {
        return refusal(bytes(line));
    }

    static Labels labels(String... pairs) {
        return Labels.of(List.of(pairs));
    }
}
