package io.quorumwatch.measure;

import io.quorumwatch.testing.process.ChildProcess;
import io.quorumwatch.testing.process.FreePorts;
import io.quorumwatch.testing.process.Programs;
import io.quorumwatch.testing.process.WorkDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** From the start of the process to its first 200 on {@code /livez}, against a bare Vert.x application. */
final class StartMeasure implements Measure {

    private static final Duration GIVE_UP = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "start";
    }

    @Override
    public List<Row> rows(Effort effort) {
        int starts = effort.pick(15, 5);
        List<Double> agent = new ArrayList<>();
        List<Double> byScript = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        try (WorkDirectory files = WorkDirectory.create("start")) {
            String configuration =
                    files.write("quorumwatch.yaml", CONFIGURATION).toString();
            for (int start = -1; start < starts; start++) {
                double bareMillis = millis(port -> JavaProgram.start(BareHttpApplication.class, port, 100));
                double jarMillis = millis(port -> launch(files.path(), jar(), configuration, port));
                double scriptMillis = millis(port -> launch(files.path(), script(), configuration, port));
                if (start >= 0) {
                    bare.add(bareMillis);
                    agent.add(jarMillis);
                    byScript.add(scriptMillis);
                }
            }
        }
        return List.of(
                row("start by scripts/quorumwatch to the first 200 on /livez", byScript, bare),
                row("the same by java -jar, without an archive of classes", agent, bare));
    }

    private static Row row(String what, List<Double> starts, List<Double> bareStarts) {
        double millis = Figures.of(starts).median();
        double bare = Figures.of(bareStarts).median();
        return Row.withGoal(
                what,
                "%s ms, %s × the bare application's %s ms"
                        .formatted(Figures.say(millis, 0), Figures.say(millis / bare, 2), Figures.say(bare, 0)),
                "≤ 1.3 ×",
                millis / bare <= 1.3,
                "medians of " + starts.size() + " starts in turn, same Java options, asked every 2 ms");
    }

    private static final String CONFIGURATION = """
            agent: {id: measured, journal-directory: none}
            clusters:
              - name: kv
                profile: etcd
                members:
                  - {name: a, metrics: "http://127.0.0.1:9/metrics"}
                  - {name: b, metrics: "http://127.0.0.1:9/metrics?b"}
                  - {name: c, metrics: "http://127.0.0.1:9/metrics?c"}
            """;

    private static List<String> jar() {
        List<String> command = new ArrayList<>(List.of(Programs.java().toString()));
        command.addAll(JavaProgram.OPTIONS);
        command.addAll(List.of("-jar", Programs.jar().toString()));
        return command;
    }

    private static List<String> script() {
        return List.of(Programs.scripts().resolve("quorumwatch").toString());
    }

    private static ChildProcess launch(Path directory, List<String> program, String configuration, int port) {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of("run", "--config", configuration, "--listen", "127.0.0.1:" + port));
        return ChildProcess.start("quorumwatch", directory, Map.of(), command);
    }

    private static double millis(IntFunction<ChildProcess> launch) {
        int port = FreePorts.take(1).get(0);
        long startedAt = System.nanoTime();
        try (ChildProcess process = launch.apply(port)) {
            while (System.nanoTime() - startedAt < GIVE_UP.toNanos()) {
                if (answers(port)) {
                    return (System.nanoTime() - startedAt) / 1e6;
                }
                Passage.of(Duration.ofMillis(2));
            }
            throw new AssertionError("no 200 on /livez: " + process.output());
        }
    }

    /** A plain socket: a client library would cost the measured process time on a machine of two cores. */
    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("GET /livez HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] head = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            return new String(head, StandardCharsets.US_ASCII).equals("HTTP/1.1 200");
        } catch (IOException notYet) {
            return false;
        }
    }
}
