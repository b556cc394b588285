package io.quorumwatch.replay;

import io.quorumwatch.source.logs.line.LineParser;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code <member>.log} files of a recording side by side, in the order of the lines' own times, holding one line of each.
 *
 * <p>Bytes that are no UTF-8 become replacement characters, and what a line has beyond {@value #LONGEST_LINE} characters is left
 * out, as in a living agent.
 */
public final class RecordedLogs implements Closeable {

    private static final int LONGEST_LINE = 1 << 16;

    private final List<MemberLog> logs = new ArrayList<>();
    private final PriorityQueue<MemberLog> next =
            new PriorityQueue<>(Comparator.comparing(MemberLog::at).thenComparing(log -> log.member));

    /** Opens the logs of those of the members that have one in the recording. */
    public RecordedLogs(Path directory, Collection<String> members) throws IOException {
        try {
            for (String member : members) {
                Path file = directory.resolve(member + ".log");
                if (Files.isRegularFile(file)) {
                    MemberLog log = new MemberLog(member, file);
                    logs.add(log);
                    if (log.advance()) {
                        next.add(log);
                    }
                }
            }
        } catch (IOException failure) {
            close();
            throw failure;
        }
    }

    /** The members whose log is there, in the order in which they were asked for. */
    public List<String> members() {
        return logs.stream().map(log -> log.member).toList();
    }

    /** The time of the next line; {@link Instant#MAX} at the end. */
    public Instant nextAt() {
        MemberLog log = next.peek();
        return log == null ? Instant.MAX : log.at();
    }

    /** The next line, or null at the end. */
    public @Nullable RecordedLine next() throws IOException {
        MemberLog log = next.poll();
        if (log == null) {
            return null;
        }
        RecordedLine line = new RecordedLine(log.at, log.member, log.text);
        if (log.advance()) {
            next.add(log);
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        for (MemberLog log : logs) {
            log.reader.close();
        }
    }

    /** One member's log and the line that comes next. */
    private static final class MemberLog {

        private final String member;
        private final BufferedReader reader;
        private Instant at = Instant.MIN;
        private String text = "";

        private MemberLog(String member, Path file) throws IOException {
            this.member = member;
            this.reader = new BufferedReader(
                    new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8), 1 << 16);
        }

        private Instant at() {
            return at;
        }

        /** Takes the next line up. Lines before the first that tells its time are left out: nobody can say when they were written. */
        private boolean advance() throws IOException {
            for (String line = readLine(); line != null; line = readLine()) {
                Instant written = LineParser.parse(line).at();
                if (written != null && written.isAfter(at)) {
                    at = written;
                }
                if (!at.equals(Instant.MIN)) {
                    text = line;
                    return true;
                }
            }
            return false;
        }

        private @Nullable String readLine() throws IOException {
            StringBuilder line = new StringBuilder(256);
            int read = reader.read();
            if (read < 0) {
                return null;
            }
            for (; read >= 0 && read != '\n'; read = reader.read()) {
                if (line.length() < LONGEST_LINE && read != '\r') {
                    line.append((char) read);
                }
            }
            return line.toString();
        }
    }
}
