package io.quorumwatch.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quorumwatch.testing.process.ChildProcess;
import io.quorumwatch.testing.process.Programs;
import io.quorumwatch.testing.process.WorkDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The parser against a plain scan of the same bytes for line ends, by JMH. */
final class ParserMeasure implements Measure {

    private static final Path BENCHMARKS = Path.of("target", "benchmarks.jar");
    private static final Duration LONG = Duration.ofMinutes(10);

    @Override
    public String name() {
        return "parser";
    }

    @Override
    public List<Row> rows(Effort effort) {
        try (WorkDirectory files = WorkDirectory.create("jmh")) {
            Path result = files.path().resolve("result.json");
            List<String> command = List.of(
                    Programs.java().toString(),
                    "-jar",
                    BENCHMARKS.toAbsolutePath().toString(),
                    "ExpositionParserBenchmark.(scanBytes|parse)$",
                    "-f",
                    Integer.toString(effort.pick(2, 1)),
                    "-rf",
                    "json",
                    "-rff",
                    result.toString());
            try (ChildProcess jmh = ChildProcess.start("jmh", Path.of("").toAbsolutePath(), Map.of(), command)) {
                List<String> unused = jmh.awaitSuccess(LONG);
            }
            return List.of(row(new ObjectMapper().readTree(Files.readString(result))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(JsonNode results) {
        double scan = score(results, "scanBytes");
        double parse = score(results, "parse");
        double share = 100 * scan / parse;
        return Row.withGoal(
                "parser against a scan for line ends",
                "%s %% of its speed (%s against %s µs a page)"
                        .formatted(Figures.say(share, 0), Figures.say(parse, 1), Figures.say(scan, 1)),
                "≥ 40 %",
                share >= 40,
                "JMH, real etcd page of 151 kB, looks in steady state; the scan goes byte by byte");
    }

    private static double score(JsonNode results, String benchmark) {
        for (JsonNode result : results) {
            if (result.path("benchmark").asText().endsWith("." + benchmark)) {
                return result.path("primaryMetric").path("score").asDouble();
            }
        }
        throw new AssertionError("JMH did not measure " + benchmark + ": " + results);
    }
}
