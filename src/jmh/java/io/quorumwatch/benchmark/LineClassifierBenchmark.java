package io.quorumwatch.benchmark;

import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.catalogue.Condition;
import io.quorumwatch.catalogue.Limit;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.ConfigLoader;
import io.quorumwatch.profile.ProfileVocabulary;
import io.quorumwatch.profile.Profiles;
import io.quorumwatch.profile.definition.LineRule;
import io.quorumwatch.profile.logs.LineClassifier;
import io.quorumwatch.profile.logs.LogReader;
import io.quorumwatch.source.logs.line.LineParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
 * Lines per second on one core, over the logs of recorded committees, of which most lines mean something. A cluster of
 * 50,000 lines a second should take a small part of a core.
 *
 * <p>{@code java -jar target/benchmarks.jar LineClassifier -prof gc}, from the project's directory.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class LineClassifierBenchmark {

    /** With colour, as mosaik writes by default, and without. */
    @Param({
        "src/test/resources/recordings/mosaik/healthy-3",
        "src/test/resources/recordings/mosaik/healthy-ansi-3",
    })
    public String recording = "";

    private final Profiles profiles = Profiles.load();
    private final Instant readAt = Instant.parse("2027-01-01T00:00:00Z");
    private @Nullable LineClassifier classifier;
    private @Nullable LogReader reader;
    private String[] lines = {};
    private String[] strangers = {};
    private int next;

    /** Reads the logs. */
    @Setup
    public void read() throws Exception {
        Path directory = Path.of(recording);
        ClusterConfig cluster = ConfigLoader.load(
                        directory.resolve("quorumwatch.yaml"),
                        new ProfileVocabulary(profiles, Condition.keys(), Limit.ranges()))
                .clusters()
                .get(0);
        classifier =
                new LineClassifier(profiles.profile(cluster.profile()).logs().lines());
        reader = new LogReader(profiles.profile(cluster.profile()).logs(), cluster);
        lines = lines(directory).toArray(new String[0]);
        strangers = Stream.of(lines).filter(line -> rule(line) == null).toArray(String[]::new);
        if (strangers.length == 0 || strangers.length == lines.length) {
            throw new IllegalStateException("these are no logs: " + lines.length + " lines, " + strangers.length);
        }
    }

    private static List<String> lines(Path directory) throws IOException {
        List<String> all = new ArrayList<>();
        try (Stream<Path> logs = Files.list(directory)
                .filter(file -> file.toString().endsWith(".log"))
                .sorted()) {
            for (Path log : (Iterable<Path>) logs::iterator) {
                all.addAll(Files.readAllLines(log));
            }
        }
        return all;
    }

    private @Nullable LineRule rule(String line) {
        LineClassifier rules = classifier;
        return rules == null ? null : rules.ruleOf(LineParser.parse(line));
    }

    private String line(String[] from) {
        next = next + 1 < from.length ? next + 1 : 0;
        return from[next];
    }

    /** Which rule a line has. */
    @Benchmark
    public @Nullable LineRule classify() {
        return rule(line(lines));
    }

    /** The same for lines that have none, which nearly all lines of a busy process are. */
    @Benchmark
    public @Nullable LineRule turnAway() {
        return rule(line(strangers));
    }

    /** Everything that is done with a line, up to its event. */
    @Benchmark
    public @Nullable LogEvent understand() {
        LogReader whole = reader;
        return whole == null ? null : whole.read("server-1", line(lines), readAt);
    }
}
