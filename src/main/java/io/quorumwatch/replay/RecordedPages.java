package io.quorumwatch.replay;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code pages.jsonl.gz} look by look, in the order in which the answers came, holding only the looks that overlap.
 *
 * <p>The file is in the order of asking; a slow answer comes behind faster ones that were asked later. One that comes behind the answer
 * of the same member to a later look is left out: it shows the member as it was before, which would look like a counter that fell. A
 * living scraper never asks a member again before it has answered.
 */
public final class RecordedPages implements Closeable {

    private final Path file;
    private final BufferedReader reader;
    private final LookParser parser;
    private final PriorityQueue<RecordedLook> overlapping =
            new PriorityQueue<>(Comparator.comparing(RecordedLook::answeredAt).thenComparing(RecordedLook::line));
    private final Map<String, Taken> newest = new HashMap<>();
    private Instant asked = Instant.MIN;
    private long line;
    private long misplaced;
    private boolean ended;

    /** The look at a member that was asked last among those that have been handed out. */
    private record Taken(Instant askedAt, long line) {}

    /**
     * Opens the recording's pages.
     *
     * @throws BadRecordingException when they are not compressed
     */
    public RecordedPages(Path directory) throws IOException {
        file = directory.resolve("pages.jsonl.gz");
        reader = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8));
        parser = new LookParser(file);
    }

    /**
     * The next look in the order of answers, or null at the end.
     *
     * @throws BadRecordingException when a line is not as it should be; the message names file, line and remedy
     */
    public @Nullable RecordedLook next() throws IOException {
        RecordedLook look = nextAnswer();
        while (look != null && isOvertaken(look)) {
            look = nextAnswer();
        }
        return look;
    }

    /** How many looks were left out because the file has them behind a later look at the same member, which is not its order. */
    public long misplaced() {
        return misplaced;
    }

    private boolean isOvertaken(RecordedLook look) {
        Taken last = newest.get(look.member());
        if (last == null || !look.askedAt().isBefore(last.askedAt())) {
            newest.put(look.member(), new Taken(look.askedAt(), look.line()));
            return false;
        }
        misplaced += look.line() > last.line() ? 1 : 0;
        return true;
    }

    private static InputStream open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        try {
            return new GZIPInputStream(bytes, 1 << 16);
        } catch (EOFException | ZipException damaged) {
            bytes.close();
            throw new BadRecordingException(
                    file + ":1: the file is not compressed with gzip" + (Files.size(file) == 0 ? ", it is empty" : ""));
        } catch (IOException failure) {
            bytes.close();
            throw failure;
        }
    }

    private @Nullable String readLine() throws IOException {
        try {
            return reader.readLine();
        } catch (EOFException | ZipException damaged) {
            line++;
            throw parser.bad(line, "is cut off or damaged: " + damaged.getMessage());
        }
    }

    private @Nullable RecordedLook nextAnswer() throws IOException {
        while (!ended
                && (overlapping.isEmpty() || !overlapping.peek().answeredAt().isBefore(asked))) {
            String text = readLine();
            if (text == null) {
                ended = true;
            } else {
                line++;
                RecordedLook look = parser.parse(text, line);
                asked = look.askedAt();
                overlapping.add(look);
            }
        }
        return overlapping.poll();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
