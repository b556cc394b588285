package io.quorumwatch.face.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.config.WebConfig;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pushes over HTTP into an intake that does as it is told. */
class LogPushVertxTest {

    private static final String PATH = "/api/v1/logs/acme/s1";

    @TempDir
    Path directory;

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private volatile Future<Void> read = Future.succeededFuture();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final CountDownLatch tries = new CountDownLatch(20);
    private volatile LogIntake.Progress progress = LogIntake.Progress.TAKEN;
    /** What is said while the body has not ended, where that differs. */
    private volatile LogIntake.@Nullable Progress meanwhile;

    private final AtomicInteger open = new AtomicInteger();
    private Path token;
    private Site site;

    @BeforeEach
    void open() throws Exception {
        token = Files.writeString(directory.resolve("token"), "s3cret\n");
        site = Site.open(WebConfig.OPEN, WebLimits.DEFAULT, this::find);
    }

    @AfterEach
    void close() throws Exception {
        site.close();
        assertThat(open.get()).isZero();
    }

    private LogIntake.@Nullable Log find(String cluster, String member) {
        return cluster.equals("acme") && !member.equals("nobody") ? new Log(member) : null;
    }

    private final class Log implements LogIntake.Log {
        private final String member;

        private Log(String member) {
            this.member = member;
        }

        @Override
        public @Nullable Path tokenFile() {
            return member.equals("file") ? null : member.equals("gone") ? directory.resolve("gone") : token;
        }

        @Override
        public LogIntake.Body begin(boolean gzip) {
            assertThat(open.incrementAndGet()).isPositive();
            return new Body(gzip);
        }
    }

    private final class Body implements LogIntake.Body {
        private final boolean gzip;
        private boolean ended;
        private long accepted;

        private Body(boolean gzip) {
            this.gzip = gzip;
        }

        @Override
        public void accept(byte[] piece) {
            taken.add((gzip ? "gzip " : "") + new String(piece, StandardCharsets.UTF_8));
            accepted++;
        }

        @Override
        public void end() {
            ended = true;
            taken.add("end");
        }

        @Override
        public LogIntake.Progress advance() {
            tries.countDown();
            LogIntake.Progress before = meanwhile;
            return ended || before == null ? progress : before;
        }

        @Override
        public Future<Void> read() {
            return read;
        }

        @Override
        public long accepted() {
            return accepted;
        }

        @Override
        public long dropped() {
            return 0;
        }

        @Override
        public void close() {
            assertThat(open.decrementAndGet()).isNotNegative();
        }
    }

    private HttpResponse<String> push(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + site.port() + path))
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> authorized(String path, String body, String... headers) throws Exception {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Authorization";
        all[headers.length + 1] = "Bearer s3cret";
        return push(path, body, all);
    }

    private static void assertRefused(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(new JsonObject(answer.body()).getString("error")).isNotBlank();
        assertThat(new JsonObject(answer.body()).getString("remedy")).isNotBlank();
    }

    @Test
    void answersWhenTheLinesWereRead() throws Exception {
        HttpResponse<String> answer = authorized(PATH, "one\ntwo\n", "Content-Type", "text/plain; charset=utf-8");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"accepted\":1,\"dropped\":0}");
        assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
        assertThat(taken).containsExactly("one\ntwo\n", "end");
    }

    @Test
    void asksForTheTokenOfTheLog() throws Exception {
        HttpResponse<String> answer = push(PATH, "x");
        assertRefused(answer, 401);
        assertThat(answer.headers().firstValue("www-authenticate"))
                .hasValueSatisfying(asked -> assertThat(asked).startsWith("Bearer"));
        assertRefused(push(PATH, "x", "Authorization", "Bearer s3cre"), 401);
        assertRefused(push(PATH, "x", "Authorization", "Bearer "), 401);
        assertRefused(push(PATH, "x", "Authorization", "Basic czNjcmV0"), 401);
        assertThat(taken).isEmpty();
    }

    @Test
    void opensToNobodyWhenTheTokenIsEmptyOrCannotBeRead() throws Exception {
        assertRefused(authorized("/api/v1/logs/acme/gone", "x"), 503);
        token = Files.writeString(directory.resolve("empty"), "\n");
        assertRefused(push(PATH, "x", "Authorization", "Bearer "), 401);
    }

    @Test
    void refusesWhatItDoesNotKnow() throws Exception {
        assertRefused(authorized("/api/v1/logs/acme/nobody", "x"), 404);
        assertRefused(authorized("/api/v1/logs/other/s1", "x"), 404);
        assertRefused(authorized("/api/v1/logs/acme", "x"), 404);
        assertRefused(authorized("/api/v1/logs/acme/file", "x"), 403);
        assertRefused(authorized(PATH, "x", "Content-Type", "application/octet-stream"), 415);
        assertRefused(authorized(PATH, "x", "Content-Encoding", "br"), 415);
        assertThat(site.ask("GET", PATH, java.util.Map.of()).statusCode()).isEqualTo(405);
        assertThat(taken).isEmpty();
    }

    @Test
    void saysWhyABodyIsGivenUpAndHowMuchOfItWasTaken() throws Exception {
        progress = LogIntake.Progress.TOO_LARGE;
        HttpResponse<String> answer = authorized(PATH, "x".repeat(3_000_000));
        assertRefused(answer, 413);
        assertThat(new JsonObject(answer.body()).getInteger("accepted")).isEqualTo(1);
        progress = LogIntake.Progress.NOT_GZIP;
        assertRefused(authorized(PATH, "x", "Content-Encoding", "gzip"), 400);
        assertThat(taken).contains("gzip x");
    }

    @Test
    void answersToABodyThatShowsOnlyAtItsEndThatItIsNone() throws Exception {
        meanwhile = LogIntake.Progress.TAKEN;
        progress = LogIntake.Progress.NOT_GZIP;
        HttpResponse<String> answer = authorized(PATH, "half of it", "Content-Encoding", "gzip");
        assertRefused(answer, 400);
        assertRefused(authorized(PATH, "", "Content-Encoding", "gzip"), 400);
        assertThat(taken).containsExactly("gzip half of it", "end", "end");
    }

    @Test
    void answersWhenTheLogIsNotFollowedAnyMore() throws Exception {
        read = Future.failedFuture("not followed any more");
        assertRefused(authorized(PATH, "one\n"), 503);
    }

    @Test
    void waitsForRoomWithoutReadingOn() throws Exception {
        progress = LogIntake.Progress.FULL;
        Future<HttpResponse<String>> answer = site.vertx.executeBlocking(() -> authorized(PATH, "x".repeat(3_000_000)));
        assertThat(tries.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(taken).hasSizeLessThanOrEqualTo(1);
        progress = LogIntake.Progress.TAKEN;
        assertThat(answer.await(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(String.join("", taken)).hasSize(3_000_003);
    }

    @Test
    void tellsASenderToComeBackWhenThereIsNoRoomForLong() throws Exception {
        progress = LogIntake.Progress.FULL;
        HttpResponse<String> answer = authorized(PATH, "one\n");
        assertRefused(answer, 429);
        assertThat(answer.headers().firstValue("retry-after")).contains("1");
    }

    @Test
    void lettingLogsInOpensNoOtherPathToBodies() throws Exception {
        assertThat(push("/api/v1/clusters", "x", "Authorization", "Bearer s3cret")
                        .statusCode())
                .isEqualTo(413);
        assertThat(push("/health", "x").statusCode()).isEqualTo(413);
        assertThat(push("/api/v1/logs/../clusters", "x").statusCode()).isEqualTo(413);
        assertThat(push("/api/v1/logs/acme/%2e%2E/x/../../clusters", "x").statusCode())
                .isEqualTo(413);
    }
}
