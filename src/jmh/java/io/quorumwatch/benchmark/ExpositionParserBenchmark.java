package io.quorumwatch.benchmark;

import io.quorumwatch.source.exposition.ExpositionLimits;
import io.quorumwatch.source.exposition.ExpositionParser;
import io.quorumwatch.source.exposition.PageResult;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The parser on a real etcd page, wanting what a watcher of etcd wants, beside scans of the same bytes that only find the line ends.
 * The goal is 40 % of the speed of the plain scan.
 *
 * <p>{@code java -jar target/benchmarks.jar ExpositionParser -prof gc}, from the project's directory.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class ExpositionParserBenchmark {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final Set<String> WANTED = Set.of(
            "etcd_server_has_leader",
            "etcd_server_is_leader",
            "etcd_server_is_learner",
            "etcd_server_id",
            "etcd_server_leader_changes_seen_total",
            "etcd_server_proposals_committed_total",
            "etcd_server_proposals_applied_total",
            "etcd_server_proposals_pending",
            "etcd_server_proposals_failed_total",
            "etcd_server_quota_backend_bytes",
            "etcd_network_active_peers",
            "etcd_network_peer_round_trip_time_seconds",
            "etcd_network_peer_received_bytes_total",
            "etcd_network_peer_sent_bytes_total",
            "etcd_disk_wal_fsync_duration_seconds",
            "etcd_disk_backend_commit_duration_seconds",
            "etcd_mvcc_db_total_size_in_bytes",
            "process_start_time_seconds",
            "process_cpu_seconds_total",
            "process_resident_memory_bytes");

    @Param("src/test/resources/pages/etcd-member.prom")
    public String page = "";

    private final ExpositionParser parser = new ExpositionParser(WANTED, ExpositionLimits.DEFAULT);
    private final ExpositionParser everything = ExpositionParser.forEverything(ExpositionLimits.DEFAULT);
    private byte[] bytes = new byte[0];

    /** As several members write it: on no two of them are values the same that are neither 0 nor 1, one line in eight. */
    private final byte[][] pages = new byte[4][];

    private int turn;

    /** Reads the page. */
    @Setup
    public void read() throws IOException {
        String recorded = Files.readString(Path.of(page));
        for (int member = 0; member < pages.length; member++) {
            pages[member] = toldBy(member, recorded).getBytes(StandardCharsets.UTF_8);
            bytes = pages[member];
            PageResult first = parse(parser, bytes.length);
            if (first.failure() != null || first.page().samples().isEmpty()) {
                throw new IllegalStateException("the page does not parse: " + first.failure());
            }
        }
    }

    /** With another last digit of each value that is neither 0 nor 1. */
    private static String toldBy(int member, String recorded) {
        return Pattern.compile("(?m)^([^#].* (?![01]$)\\S*)(\\d)$")
                .matcher(recorded)
                .replaceAll(line -> {
                    int digit = (Integer.parseInt(line.group(2)) + member) % 10;
                    return Matcher.quoteReplacement(line.group(1) + digit);
                });
    }

    /** The plain scan: one byte after the other, the length of every line taken. */
    @Benchmark
    public long scanBytes() {
        byte[] text = bytes;
        long squares = 0;
        int start = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n') {
                squares += (long) (i - start) * (i - start);
                start = i + 1;
            }
        }
        return squares;
    }

    /** The best scan that we know without vector instructions: eight bytes at a time, begun anew at every line. */
    @Benchmark
    public long scanWords() {
        byte[] text = bytes;
        long squares = 0;
        for (int start = 0; start < text.length; ) {
            int end = endOfLine(text, start);
            squares += (long) (end - start) * (end - start);
            start = end + 1;
        }
        return squares;
    }

    private static int endOfLine(byte[] text, int from) {
        int at = from;
        for (int last = text.length - Long.BYTES; at <= last; at += Long.BYTES) {
            long zeroAtNewline = (long) WORDS.get(text, at) ^ 0x0a0a0a0a0a0a0a0aL;
            long marks = (zeroAtNewline - 0x0101010101010101L) & ~zeroAtNewline & 0x8080808080808080L;
            if (marks != 0) {
                return at + (Long.numberOfTrailingZeros(marks) >>> 3);
            }
        }
        while (at < text.length && text[at] != '\n') {
            at++;
        }
        return at;
    }

    /** A look in steady state: earlier pages, of this and of other members, had the same series. */
    @Benchmark
    public PageResult parse() {
        nextMember();
        return parse(parser, bytes.length);
    }

    /** The same in chunks of the size that the network hands over. */
    @Benchmark
    public PageResult parseInChunks() {
        nextMember();
        return parse(parser, 8192);
    }

    /** The first look at a member: nothing is remembered. */
    @Benchmark
    public PageResult parseFirstPage() {
        return parse(new ExpositionParser(WANTED, ExpositionLimits.DEFAULT), bytes.length);
    }

    /** Every sample of the page, as {@code inspect} reads it. */
    @Benchmark
    public PageResult parseEverything() {
        return parse(everything, bytes.length);
    }

    private void nextMember() {
        bytes = pages[turn];
        turn = (turn + 1) % pages.length;
    }

    private PageResult parse(ExpositionParser parser, int chunk) {
        parser.reset();
        for (int at = 0; at < bytes.length; at += chunk) {
            if (parser.accept(bytes, at, Math.min(at + chunk, bytes.length)) != null) {
                break;
            }
        }
        return parser.finish();
    }
}
