package io.quorumwatch.replay;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quorumwatch.bus.ScrapeFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads one line of {@code pages.jsonl.gz}, and takes nothing for something else than it says. */
final class LookParser {

    /** The longest page that a recording may hold, in characters. */
    private static final int LONGEST_PAGE = 32 << 20;

    /** No scraper waits longer for an answer, so it is no time that somebody measured. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    /** The end of the year 9999: what is later is no date that anybody meant. */
    private static final long LATEST_MILLIS = 253_402_300_799_999L;

    private final Path file;
    private final ObjectMapper json;

    /** For the lines of this file, which the complaints name. */
    LookParser(Path file) {
        this.file = file;
        json = new ObjectMapper(JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(LONGEST_PAGE)
                        .build())
                .build());
    }

    RecordedLook parse(String text, long line) throws BadRecordingException {
        JsonNode node;
        try {
            node = json.readTree(text);
        } catch (JacksonException e) {
            throw bad(line, "is not a JSON object");
        }
        if (node == null || !isTime(node.path("at")) || !node.path("member").isTextual()) {
            throw bad(line, "needs \"at\" (epoch milliseconds) and \"member\"");
        }
        Instant at = Instant.ofEpochMilli(node.path("at").asLong());
        Instant answered = at.plus(took(line, node.path("took")));
        String member = node.path("member").asText();
        ScrapeFailure failure = failure(line, node);
        String error = failure == null || node.path("error").isTextual()
                ? null
                : "status " + node.path("status").asInt();
        String body = failure == null ? node.path("body").asText() : "";
        return new RecordedLook(line, at, answered, member, failure, error, body);
    }

    private static boolean isTime(JsonNode at) {
        return at.isNumber() && at.asDouble() >= 0 && at.asDouble() <= LATEST_MILLIS;
    }

    private Duration took(long line, JsonNode took) throws BadRecordingException {
        if (took.isMissingNode() || took.isNull()) {
            return Duration.ZERO;
        }
        if (!took.isNumber() || took.asDouble() > LONGEST_WAIT.toMillis()) {
            throw bad(line, "needs as \"took\" milliseconds, at most a day of them");
        }
        return Duration.ofMillis(Math.max(0, took.asLong()));
    }

    private @Nullable ScrapeFailure failure(long line, JsonNode node) throws BadRecordingException {
        JsonNode error = node.path("error");
        if (error.isTextual()) {
            String word = error.asText();
            return Arrays.stream(ScrapeFailure.values())
                    .filter(each -> each.word().equals(word))
                    .findFirst()
                    .orElse(ScrapeFailure.INTERNAL);
        }
        if (!error.isMissingNode() && !error.isNull()) {
            throw bad(line, "needs as \"error\" a word");
        }
        boolean hasPage = node.path("status").asInt() == 200;
        if (!node.path("status").isNumber() || !(hasPage ? node.path("body").isTextual() : node.has("body"))) {
            throw bad(line, "needs \"status\" (a number) and \"body\" (a text), or \"error\"");
        }
        return ScrapeFailure.ofStatus(node.path("status").asInt());
    }

    BadRecordingException bad(long line, String why) {
        return new BadRecordingException(file + ":" + line + ": the line " + why);
    }
}
