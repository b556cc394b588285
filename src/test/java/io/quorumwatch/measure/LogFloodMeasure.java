package io.quorumwatch.measure;

import io.quorumwatch.testing.process.AgentProcess;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines pushed into the agent over HTTP: first fifty thousand a second, then as many as it takes; and what the agent uses meanwhile. */
final class LogFloodMeasure implements Measure {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int LINES = 5_000;
    private static final Duration TENTH = Duration.ofMillis(100);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public String name() {
        return "log-flood";
    }

    @Override
    public List<Row> rows(Effort effort) {
        Path token = null;
        try {
            token = Files.writeString(Files.createTempFile("token", ""), "s3cret\n");
            try (AgentProcess agent =
                    AgentProcess.run(LoggedMember.configuration("push: {token-file: " + token + "}"))) {
                String body = body(100);
                String telling = body(1);
                int bodies = effort.pick(600, 100);
                List<Row> rows = new ArrayList<>();
                // The first rows of a cold program say little.
                List<Double> warm = push(agent, body, bodies / 2, Duration.ZERO);
                if (warm.isEmpty()) {
                    throw new AssertionError("nothing was pushed");
                }
                rows.add(row(
                        "50,000 pushed lines a second, one of a hundred means something", agent, body, bodies, TENTH));
                rows.add(row("the same, as fast as they are taken", agent, body, bodies, Duration.ZERO));
                rows.add(row(
                        "pushed lines that all mean something, as fast as they are taken",
                        agent,
                        telling,
                        bodies,
                        Duration.ZERO));
                return rows;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(token);
        }
    }

    private static void delete(@Nullable Path token) {
        try {
            if (token != null && !Files.deleteIfExists(token)) {
                throw new IllegalStateException(token + " is gone");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Row row(String what, AgentProcess agent, String body, int bodies, Duration every) {
        ProcessUse before = ProcessUse.of(agent.process().pid());
        List<Double> resident = push(agent, body, bodies, every);
        ProcessUse after = ProcessUse.of(agent.process().pid());
        double seconds = (after.atNanos() - before.atNanos()) / 1e9;
        return Row.forComparison(
                what,
                "%s lines per second, %s cores, at most %s MB resident"
                        .formatted(
                                Figures.say((double) bodies * LINES / seconds, 0),
                                Figures.say(after.coresSince(before), 2),
                                Figures.say(Figures.of(resident).largest(), 0)),
                "one sender, %d bodies of %d lines, %d bytes each".formatted(bodies, LINES, body.length() / LINES));
    }

    /** Pushes the body again and again, and gives the agent's resident memory after each. */
    private List<Double> push(AgentProcess agent, String body, int bodies, Duration every) {
        HttpRequest request = HttpRequest.newBuilder(
                        agent.http().base().resolve("/api/v1/logs/" + LoggedMember.CLUSTER + "/" + LoggedMember.MEMBER))
                .timeout(SOON)
                .header("Authorization", "Bearer s3cret")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        List<Double> resident = new ArrayList<>();
        long due = System.nanoTime();
        for (int sent = 0; sent < bodies; sent++) {
            long early = due - System.nanoTime();
            if (early > 0) {
                Passage.of(Duration.ofNanos(early));
            }
            due += every.toNanos();
            String answer = answer(request);
            if (new JsonObject(answer).getInteger("accepted") != LINES) {
                throw new AssertionError("not all lines were taken: " + answer);
            }
            resident.add(ProcessUse.of(agent.process().pid()).residentMegabytes());
        }
        return resident;
    }

    private String answer(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** One line of so many means something. */
    private static String body(int oneOf) {
        StringBuilder body = new StringBuilder();
        for (int line = 0; line < LINES; line++) {
            body.append(
                    line % oneOf == 0
                            ? "2026-04-18T21:33:01.123456Z  INFO zipnet_node::roles::server: submitted partial instance=acme round="
                                    + line
                            : "2026-04-18T21:33:01.123456Z DEBUG iroh::magicsock: received data channel message peer=9f3c11d2ab"
                                    + " network=b82b6f3b4a1e53d2d56523f5a7b1974e3842ac37a068cc302286065a8853cf43");
            body.append('\n');
        }
        return body.toString();
    }
}
