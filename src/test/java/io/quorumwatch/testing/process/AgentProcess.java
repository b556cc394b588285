package io.quorumwatch.testing.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged agent in a process of its own, on a port that it picks itself and tells in its log. */
public final class AgentProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(20);

    /** In the JSON form of the log and in its text form. */
    private static final Pattern LISTEN = Pattern.compile("listen\"?[:=]\"([^\"]+)\"");

    private final WorkDirectory files;
    private final ChildProcess process;
    private final HttpProbe http;

    private AgentProcess(WorkDirectory files, ChildProcess process, HttpProbe http) {
        this.files = files;
        this.process = process;
        this.http = http;
    }

    /** Runs the agent with this configuration, and returns when it serves. */
    public static AgentProcess run(String configuration) {
        WorkDirectory files = WorkDirectory.create("agent");
        Path file = files.write("quorumwatch.yaml", configuration);
        return start(files, List.of("run", "--config", file.toString()));
    }

    /** Runs the demonstration, and returns when it serves. */
    public static AgentProcess demo(String... options) {
        List<String> arguments = new ArrayList<>(List.of("demo", "--listen", "127.0.0.1:0"));
        arguments.addAll(List.of(options));
        return start(WorkDirectory.create("demo"), arguments);
    }

    /** Runs a command as a user would, and returns its process, which may end by itself. */
    public static ChildProcess command(Path directory, List<String> arguments) {
        return command(directory, "", arguments);
    }

    /** The same with more options of the Java virtual machine. */
    public static ChildProcess command(Path directory, String javaOptions, List<String> arguments) {
        List<String> command = new ArrayList<>(
                List.of(Programs.scripts().resolve("quorumwatch").toString()));
        command.addAll(arguments);
        Map<String, String> environment = Map.of(
                "QUORUMWATCH_JAR", Programs.jar().toString(),
                "QUORUMWATCH_JAVA_OPTIONS", javaOptions,
                "JAVA_HOME", System.getProperty("java.home"));
        return ChildProcess.start("quorumwatch " + arguments.get(0), directory, environment, command);
    }

    public HttpProbe http() {
        return http;
    }

    public ChildProcess process() {
        return process;
    }

    /** The directory that it was started in, with its configuration in {@code quorumwatch.yaml}. */
    public WorkDirectory files() {
        return files;
    }

    /** The log events of that name so far. */
    public List<JsonNode> events(String name) {
        return process.output().stream()
                .filter(line -> line.startsWith("{"))
                .map(HttpProbe::parse)
                .filter(event -> event.path("msg").asText().equals(name))
                .toList();
    }

    /** Asks it to stop, and returns its exit code. */
    public int stop() {
        return process.stop(STOP);
    }

    @Override
    public void close() {
        process.close();
        files.close();
    }

    private static AgentProcess start(WorkDirectory files, List<String> arguments) {
        ChildProcess process = command(files.path(), arguments);
        try {
            String started = process.awaitLine("that it has started", START, line -> line.contains("agent_started"));
            Matcher listen = LISTEN.matcher(started);
            if (!listen.find()) {
                throw new AssertionError("it does not say where it listens: " + started);
            }
            return new AgentProcess(files, process, new HttpProbe(URI.create("http://" + listen.group(1))));
        } catch (RuntimeException | AssertionError e) {
            process.close();
            files.close();
            throw e;
        }
    }
}
