package io.quorumwatch.testing.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A real Prometheus server that scrapes the given addresses every second. */
public final class PrometheusServer implements AutoCloseable {

    private static final String SCRAPES = "global: {scrape_interval: 1s, scrape_timeout: 1s}\nscrape_configs:\n";
    private static final Duration START = Duration.ofSeconds(60);

    private final WorkDirectory files;
    private final ChildProcess process;
    private final HttpProbe http;

    private PrometheusServer(WorkDirectory files, ChildProcess process, HttpProbe http) {
        this.files = files;
        this.process = process;
        this.http = http;
    }

    /** What it says about one of its targets; {@code lastError} is empty when the last scrape went well. */
    public record Target(String job, String health, String lastError) {}

    /** Starts it with one job per name, and returns when it is ready. */
    public static PrometheusServer start(Map<String, URI> jobs) {
        return launch(configuration(jobs));
    }

    /** Starts it with one job for all targets, which are hosts with ports, and returns when it is ready. */
    public static PrometheusServer startOn(List<String> targets) {
        return launch(SCRAPES + "  - {job_name: targets, static_configs: [{targets: [\""
                + String.join("\", \"", targets) + "\"]}]}\n");
    }

    private static PrometheusServer launch(String text) {
        Path program = Programs.require("prometheus");
        WorkDirectory files = WorkDirectory.create("prometheus");
        Path configuration = files.write("prometheus.yml", text);
        URI base = URI.create("http://127.0.0.1:" + FreePorts.take(1).get(0));
        ChildProcess process = ChildProcess.start(
                "prometheus",
                files.path(),
                Map.of(),
                List.of(
                        program.toString(),
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + files.path().resolve("data"),
                        "--web.listen-address=" + base.getAuthority(),
                        "--log.level=warn"));
        PrometheusServer server = new PrometheusServer(files, process, new HttpProbe(base));
        try {
            Eventually.passes("prometheus is ready", START, () -> {
                int status = server.http.get("/-/ready").status();
                if (status != 200) {
                    throw new AssertionError("/-/ready answers " + status);
                }
            });
        } catch (AssertionError e) {
            server.close();
            throw e;
        }
        return server;
    }

    public long pid() {
        return process.pid();
    }

    /** The targets that it scrapes. */
    public List<Target> targets() {
        JsonNode active =
                http.get("/api/v1/targets?state=active").json().path("data").path("activeTargets");
        return StreamSupport.stream(active.spliterator(), false)
                .map(target -> new Target(
                        target.path("scrapePool").asText(),
                        target.path("health").asText(),
                        target.path("lastError").asText()))
                .toList();
    }

    /** The values of an instant query, each with its labels. */
    public Map<JsonNode, Double> query(String expression) {
        JsonNode answer =
                http.get("/api/v1/query?query=" + HttpProbe.encoded(expression)).json();
        if (!answer.path("status").asText().equals("success")) {
            throw new AssertionError(expression + ": " + answer);
        }
        return StreamSupport.stream(answer.path("data").path("result").spliterator(), false)
                .collect(Collectors.toMap(
                        result -> result.path("metric"),
                        result ->
                                Double.parseDouble(result.path("value").path(1).asText())));
    }

    @Override
    public void close() {
        process.close();
        files.close();
    }

    private static String configuration(Map<String, URI> jobs) {
        StringBuilder text = new StringBuilder(SCRAPES);
        jobs.forEach((job, address) ->
                text.append("  - {job_name: %s, metrics_path: %s, static_configs: [{targets: [\"%s\"]}]}%n"
                        .formatted(job, address.getPath(), address.getAuthority())));
        return text.toString();
    }
}
