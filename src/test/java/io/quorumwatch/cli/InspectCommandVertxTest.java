package io.quorumwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.cli.CliHarness.Ended;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InspectCommandVertxTest {

    private final Vertx vertx = Vertx.vertx();
    private final CliHarness cli =
            new CliHarness().with("inspect", console -> new InspectCommand(console, FakeExplainer::new));

    @AfterEach
    void stop() throws TimeoutException {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void readsAPageFromAMember() throws TimeoutException {
        Ended ended = inspect(request -> request.response()
                .putHeader("Content-Type", "application/openmetrics-text; version=1.0.0")
                .end("# TYPE a counter\na_total 5 1.5\n# EOF\n"));

        assertThat(ended.code()).isZero();
        assertThat(ended.outLines())
                .containsExactly("{\"name\":\"a_total\",\"labels\":{},\"value\":\"5\",\"timestamp\":1500}");
    }

    @Test
    void aMemberIsAskedInHttp11WithNoOfferOfAnotherProtocol() throws TimeoutException {
        AtomicReference<String> asked = new AtomicReference<>();
        Ended ended = inspect(request -> {
            asked.set(request.version() + " " + request.getHeader("Upgrade"));
            request.response().end("a 1\n");
        });

        assertThat(ended.code()).isZero();
        assertThat(asked).hasValue("HTTP_1_1 null");
    }

    @Test
    void anotherStatusIsOneLine() throws TimeoutException {
        Ended ended = inspect(request -> request.response()
                .setStatusCode(302)
                .putHeader("Location", "/elsewhere")
                .end());

        assertThat(ended.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ended.errLines()).singleElement().asString().contains("answers with status 302");
    }

    @Test
    void anEndlessPageEnds() throws TimeoutException {
        Buffer chunk = Buffer.buffer("a 1\n".repeat(64 * 1024));
        Ended ended = inspect(request -> {
            request.response().setChunked(true);
            pour(request, chunk);
        });

        assertThat(ended.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ended.errLines()).singleElement().asString().contains("more than 64 MiB");
    }

    @Test
    void aClosedPortIsOneLine() {
        Ended ended = cli.run("inspect", "http://127.0.0.1:1/metrics", "--samples");

        assertThat(ended.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ended.errLines()).singleElement().asString().contains("http://127.0.0.1:1/metrics", "refused");
    }

    @Test
    void anAddressThatIsNoneIsOneLine() {
        Ended ended = cli.run("inspect", "http://:/", "--samples");

        assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ended.errLines()).singleElement().asString().contains("is no address");
    }

    @Test
    void aHostThatNobodyKnowsIsNamedAsThat() {
        Ended ended = cli.run("inspect", "http://nobody.invalid/metrics", "--samples");

        assertThat(ended.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ended.errLines()).singleElement().asString().contains("no host of that name");
    }

    @Test
    void anAuthorityOfOnesOwnIsAskedForWithTheCommandThatKnowsIt() throws TimeoutException {
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath("src/test/resources/tls/member.pem")
                        .setKeyPath("src/test/resources/tls/member.key"));
        int port = listen(options, request -> request.response().end("a 1\n"));
        Ended ended = cli.run("inspect", "https://127.0.0.1:" + port + "/metrics", "--samples");

        assertThat(ended.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ended.errLines())
                .singleElement()
                .asString()
                .contains("certificate", "check --live")
                .doesNotContain("Exception");
    }

    @Test
    void aMemberThatSpeaksNoTlsIsSaidToSpeakNone() throws TimeoutException {
        int port = listen(request -> request.response().end("a 1\n"));
        Ended ended = cli.run("inspect", "https://127.0.0.1:" + port + "/metrics", "--samples");

        assertThat(ended.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ended.errLines())
                .singleElement()
                .asString()
                .contains("does the member speak TLS?")
                .doesNotContain("Exception");
    }

    @Test
    void userAndPasswordGoToTheMemberAndNowhereElse() throws TimeoutException {
        AtomicReference<String> asked = new AtomicReference<>();
        int port = listen(request -> {
            asked.set(request.uri() + " " + request.getHeader("Authorization"));
            request.response().end("a 1\n");
        });
        Ended ended = cli.run("inspect", "http://ada:hunter2@127.0.0.1:" + port + "/m@x?a=b", "--profile", "fake");

        assertThat(ended.code()).isZero();
        assertThat(asked).hasValue("/m@x?a=b Basic YWRhOmh1bnRlcjI=");
        assertThat(ended.out()).startsWith("http://127.0.0.1:" + port + "/m@x?a=b: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://ada:hunter2@127.0.0.1:1/metrics",
                "HTTPS://ada:hunter2@127.0.0.1:1/",
                "http://ada:hunter2/x@127.0.0.1:1",
                "http://ada:hunter2 x@127.0.0.1:1"
            })
    void noMessageShowsAPassword(String place) {
        Ended ended = cli.run("inspect", place, "--samples");

        assertThat(ended.code()).isNotZero();
        assertThat(ended.errLines())
                .singleElement()
                .asString()
                .contains("127.0.0.1:1")
                .doesNotContain("hunter2");
    }

    private static void pour(HttpServerRequest request, Buffer chunk) {
        if (!request.response().closed()) {
            request.response().write(chunk).onSuccess(written -> pour(request, chunk));
        }
    }

    private Ended inspect(Handler<HttpServerRequest> member) throws TimeoutException {
        return cli.run("inspect", "http://127.0.0.1:" + listen(member) + "/metrics", "--samples");
    }

    private int listen(Handler<HttpServerRequest> member) throws TimeoutException {
        return listen(new HttpServerOptions(), member);
    }

    private int listen(HttpServerOptions options, Handler<HttpServerRequest> member) throws TimeoutException {
        HttpServer server = vertx.createHttpServer(options)
                .requestHandler(member)
                .listen(0, "127.0.0.1")
                .await(10, TimeUnit.SECONDS);
        return server.actualPort();
    }
}
