package io.quorumwatch.replay;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quorumwatch.bus.ScrapeFailure;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code pages.jsonl.gz} look by look, in the order in which the answers came, holding only the looks that overlap.
 *
 * <p>The file is in the order of asking; a slow answer comes behind faster ones that were asked later.
 */
public final class RecordedPages implements Closeable {

    /** The longest page that a recording may hold, in characters. */
    private static final int LONGEST_PAGE = 32 << 20;

    private final Path file;
    private final BufferedReader reader;
    private final ObjectMapper json;
    private final PriorityQueue<RecordedLook> overlapping =
            new PriorityQueue<>(Comparator.comparing(RecordedLook::answeredAt).thenComparing(RecordedLook::line));
    private Instant asked = Instant.MIN;
    private long line;
    private boolean ended;

    /** Opens the recording's pages. */
    public RecordedPages(Path directory) throws IOException {
        file = directory.resolve("pages.jsonl.gz");
        reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file), 1 << 16), StandardCharsets.UTF_8));
        json = new ObjectMapper(JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(LONGEST_PAGE)
                        .build())
                .build());
    }

    /**
     * The next look in the order of answers, or null at the end.
     *
     * @throws BadRecordingException when a line is not as it should be; the message names file, line and remedy
     */
    public @Nullable RecordedLook next() throws IOException {
        while (!ended
                && (overlapping.isEmpty() || !overlapping.peek().answeredAt().isBefore(asked))) {
            String text = reader.readLine();
            if (text == null) {
                ended = true;
            } else {
                line++;
                RecordedLook look = parse(text);
                asked = look.askedAt();
                overlapping.add(look);
            }
        }
        return overlapping.poll();
    }

    private RecordedLook parse(String text) throws BadRecordingException {
        JsonNode node;
        try {
            node = json.readTree(text);
        } catch (JacksonException e) {
            throw bad("is not a JSON object");
        }
        if (node == null || !node.path("at").isNumber() || !node.path("member").isTextual()) {
            throw bad("needs \"at\" (epoch milliseconds) and \"member\"");
        }
        Instant at = Instant.ofEpochMilli(node.path("at").asLong());
        Instant answered = at.plusMillis(Math.max(0, node.path("took").asLong()));
        String member = node.path("member").asText();
        ScrapeFailure failure = failure(node);
        String body = failure == null ? node.path("body").asText() : "";
        return new RecordedLook(line, at, answered, member, failure, body);
    }

    private @Nullable ScrapeFailure failure(JsonNode node) throws BadRecordingException {
        if (node.has("error")) {
            String word = node.path("error").asText();
            return Arrays.stream(ScrapeFailure.values())
                    .filter(each -> each.word().equals(word))
                    .findFirst()
                    .orElse(ScrapeFailure.INTERNAL);
        }
        if (!node.has("status") || !node.has("body")) {
            throw bad("needs \"status\" and \"body\", or \"error\"");
        }
        return node.path("status").asInt() == 200 ? null : ScrapeFailure.BAD_STATUS;
    }

    private BadRecordingException bad(String why) {
        return new BadRecordingException(file + ":" + line + ": the line " + why);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
