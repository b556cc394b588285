package io.quorumwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.catalogue.Condition;
import io.quorumwatch.catalogue.Limit;
import io.quorumwatch.config.AgentConfig;
import io.quorumwatch.config.ConfigLoader;
import io.quorumwatch.face.metrics.VertxMetrics;
import io.quorumwatch.profile.ProfileVocabulary;
import io.quorumwatch.profile.Profiles;
import io.quorumwatch.testing.FakeAnswer;
import io.quorumwatch.testing.FakeMember;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The whole agent on three fake members of etcd, all of which show the same page: a test configures it, and asks it as a client does. */
final class WholeAgent {

    private static final Duration WAIT = Duration.ofSeconds(40);

    /** The fake members; a test may take one out, or let it die. */
    final List<FakeMember> members = new ArrayList<>();

    private final Profiles profiles = Profiles.load();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Vertx vertx;
    private final Path directory;
    private @Nullable Agent running;

    /**
     * @param directory where the configuration is said to be
     */
    WholeAgent(Vertx vertx, Path directory) throws Exception {
        this.vertx = vertx;
        this.directory = directory;
        String page;
        try (var in = getClass().getResourceAsStream("/pages/etcd-member.prom")) {
            page = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
        for (int i = 0; i < 3; i++) {
            members.add(FakeMember.start(vertx, FakeAnswer.page(page)));
        }
    }

    /**
     * @param clusters the lines of the clusters, whole
     */
    AgentConfig config(String... clusters) throws Exception {
        String yaml = "agent: {id: test, journal-directory: none}\nhttp: {listen: \"127.0.0.1:0\"}\nclusters:\n"
                + String.join("", clusters);
        return ConfigLoader.parse(
                yaml,
                directory.resolve("quorumwatch.yaml"),
                new ProfileVocabulary(profiles, Condition.keys(), Limit.ranges()));
    }

    void start(String... clusters) throws Exception {
        Agent agent = new Agent(config(clusters), VertxMetrics.newRegistry());
        running = agent;
        assertThat(vertx.deployVerticle(agent).await(WAIT.toSeconds(), TimeUnit.SECONDS))
                .isNotNull();
    }

    void reload(String... clusters) throws Exception {
        assertThat(agent().reload(config(clusters)).await(WAIT.toSeconds(), TimeUnit.SECONDS))
                .isNull();
    }

    Agent agent() {
        return Objects.requireNonNull(running);
    }

    /**
     * @param headers names and values in turn
     */
    HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + agent().listen() + path));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
