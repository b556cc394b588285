package io.quorumwatch.source.scrape;

import static io.quorumwatch.source.scrape.ScrapeFixture.HARDLY_EVER;
import static io.quorumwatch.source.scrape.ScrapeFixture.OFTEN;
import static io.quorumwatch.source.scrape.ScrapeFixture.PAGE;
import static io.quorumwatch.source.scrape.ScrapeFixture.SHORT_TIMEOUT;
import static io.quorumwatch.source.scrape.ScrapeFixture.TIMEOUT;
import static io.quorumwatch.source.scrape.ScrapeFixture.cluster;
import static io.quorumwatch.source.scrape.ScrapeFixture.scraping;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.testing.FakeAnswer;
import io.quorumwatch.testing.FakeMember;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each test puts one bad member beside a good one: the bad one gets its word, the good one is seen. */
@ExtendWith(VertxExtension.class)
class BadMemberVertxTest {

    private void failsBesideAGoodOne(Vertx vertx, FakeAnswer bad, Duration timeout, ScrapeFailure failure)
            throws Exception {
        failsBesideAGoodOne(vertx, FakeMember.start(vertx, bad).named("bad"), timeout, failure);
    }

    private void failsBesideAGoodOne(Vertx vertx, MemberConfig bad, Duration timeout, ScrapeFailure failure)
            throws Exception {
        FakeMember good = FakeMember.start(vertx, FakeAnswer.page(PAGE));
        ScrapeFixture scrape = scraping(vertx, cluster("acme", HARDLY_EVER, timeout, bad, good.named("good")));

        Look first = scrape.nextLook(look -> true);
        Look second = scrape.nextLook(look -> true);
        Look badLook = first.member().name().equals("bad") ? first : second;
        Look goodLook = badLook == first ? second : first;

        assertThat(badLook.member().name()).isEqualTo("bad");
        assertThat(badLook.failure()).isEqualTo(failure);
        assertThat(badLook.page().samples()).isEmpty();
        assertThat(goodLook.failure()).isNull();
        assertThat(goodLook.page().samples()).hasSize(1);
    }

    @Test
    void anEndlessBodyIsTooLarge(Vertx vertx) throws Exception {
        failsBesideAGoodOne(
                vertx, FakeAnswer.endless(Buffer.buffer("other 1\n".repeat(1000))), TIMEOUT, ScrapeFailure.TOO_LARGE);
    }

    @Test
    void anEndlessBodyOfUnknownLengthIsTooLarge(Vertx vertx) throws Exception {
        failsBesideAGoodOne(
                vertx,
                FakeAnswer.endlessUntilClosed(Buffer.buffer("other 1\n".repeat(1000))),
                TIMEOUT,
                ScrapeFailure.TOO_LARGE);
    }

    @Test
    void aLineOfAHundredMegabytesIsTooLong(Vertx vertx) throws Exception {
        failsBesideAGoodOne(
                vertx,
                FakeAnswer.endlessUntilClosed(FakeAnswer.withoutLineEnd(100_000)),
                TIMEOUT,
                ScrapeFailure.LINE_TOO_LONG);
    }

    @Test
    void aGzipBombIsTooLarge(Vertx vertx) throws Exception {
        byte[] text = "other 1\n".repeat(2_000_000).getBytes(StandardCharsets.US_ASCII);
        failsBesideAGoodOne(
                vertx,
                FakeAnswer.body("200 OK", "Content-Encoding: gzip\r\n", FakeAnswer.gzip(text)),
                TIMEOUT,
                ScrapeFailure.TOO_LARGE);
    }

    @Test
    void gzipDataThatBreaksOffIsBadEncoding(Vertx vertx) throws Exception {
        Buffer packed = FakeAnswer.gzip(PAGE.getBytes(StandardCharsets.US_ASCII));
        failsBesideAGoodOne(
                vertx,
                FakeAnswer.body("200 OK", "Content-Encoding: gzip\r\n", packed.getBuffer(0, packed.length() - 3)),
                TIMEOUT,
                ScrapeFailure.BAD_ENCODING);
    }

    @Test
    void anUnknownEncodingIsBadEncoding(Vertx vertx) throws Exception {
        failsBesideAGoodOne(
                vertx,
                FakeAnswer.body("200 OK", "Content-Encoding: br\r\n", Buffer.buffer(PAGE)),
                TIMEOUT,
                ScrapeFailure.BAD_ENCODING);
    }

    @Test
    void halfAPageIsAClosedConnectionAndNotAPage(Vertx vertx) throws Exception {
        FakeAnswer half = FakeAnswer.raw(Buffer.buffer("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n" + PAGE))
                .thenClose();
        failsBesideAGoodOne(vertx, half, TIMEOUT, ScrapeFailure.CLOSED);
    }

    @Test
    void aWebPageIsABadBody(Vertx vertx) throws Exception {
        failsBesideAGoodOne(
                vertx,
                FakeAnswer.body(
                        "200 OK",
                        "Content-Type: text/html\r\n",
                        Buffer.buffer("<!DOCTYPE html>\n<html><body>\n<p>Hello, world.</p>\n</body></html>\n")),
                TIMEOUT,
                ScrapeFailure.BAD_BODY);
    }

    @Test
    void aSlowDripEndsAtTheDeadline(Vertx vertx) throws Exception {
        failsBesideAGoodOne(vertx, FakeAnswer.drip(vertx, PAGE.repeat(100)), SHORT_TIMEOUT, ScrapeFailure.TIMEOUT);
    }

    @Test
    void aMemberThatNeverAnswersEndsAtTheDeadline(Vertx vertx) throws Exception {
        failsBesideAGoodOne(vertx, FakeAnswer.silence(), SHORT_TIMEOUT, ScrapeFailure.TIMEOUT);
    }

    @Test
    void aConnectionResetIsClosed(Vertx vertx) throws Exception {
        FakeMember resetting =
                FakeMember.start(vertx, FakeAnswer.silence().thenClose(), new NetServerOptions().setSoLinger(0));
        failsBesideAGoodOne(vertx, resetting.named("bad"), TIMEOUT, ScrapeFailure.CLOSED);
    }

    @Test
    void aPortThatNobodyListensOnIsRefused(Vertx vertx) throws Exception {
        FakeMember dead = FakeMember.start(vertx, FakeAnswer.silence());
        MemberConfig gone = dead.named("bad");
        dead.die();
        failsBesideAGoodOne(vertx, gone, TIMEOUT, ScrapeFailure.REFUSED);
    }

    @Test
    void aNameThatDoesNotExistIsDns(Vertx vertx) throws Exception {
        MemberConfig nameless = new MemberConfig(
                "bad",
                "committee",
                URI.create("http://no-such-host.invalid:9100/metrics"),
                MemberConfig.Access.PLAIN,
                null);
        failsBesideAGoodOne(vertx, nameless, Duration.ofSeconds(18), ScrapeFailure.DNS);
    }

    @Test
    void aRedirectIsNotFollowed(Vertx vertx) throws Exception {
        FakeMember elsewhere = FakeMember.start(vertx, FakeAnswer.page(PAGE));
        failsBesideAGoodOne(
                vertx,
                FakeAnswer.status("302 Found", "Location: " + elsewhere.metrics() + "\r\n"),
                TIMEOUT,
                ScrapeFailure.REDIRECT);
        assertThat(elsewhere.requests()).isEmpty();
    }

    @Test
    void aServerErrorIsABadStatus(Vertx vertx) throws Exception {
        failsBesideAGoodOne(vertx, FakeAnswer.status("500 Oh No", ""), TIMEOUT, ScrapeFailure.BAD_STATUS);
    }

    @Test
    void aMemberThatWantsCredentialsIsUnauthorized(Vertx vertx) throws Exception {
        failsBesideAGoodOne(vertx, FakeAnswer.status("401 Unauthorized", ""), TIMEOUT, ScrapeFailure.UNAUTHORIZED);
    }

    @Test
    void whatIsNotHttpIsABadBody(Vertx vertx) throws Exception {
        failsBesideAGoodOne(
                vertx,
                FakeAnswer.raw(Buffer.buffer("SSH-2.0-OpenSSH_9.2\r\nhello there\r\n\r\n")),
                TIMEOUT,
                ScrapeFailure.BAD_BODY);
    }

    @Test
    void headersWithoutAnEndAreTooLarge(Vertx vertx) throws Exception {
        failsBesideAGoodOne(
                vertx,
                FakeAnswer.raw(
                        Buffer.buffer("HTTP/1.1 200 OK\r\n" + "X-Padding: aaaaaaaaaaaaaaaaaaaa\r\n".repeat(9000))),
                TIMEOUT,
                ScrapeFailure.TOO_LARGE);
    }

    @Test
    void aMemberThatHangsDoesNotDelayTheOthersNextTick(Vertx vertx) throws Exception {
        FakeMember hanging = FakeMember.start(vertx, FakeAnswer.silence());
        FakeMember good = FakeMember.start(vertx, FakeAnswer.page(PAGE));
        ScrapeFixture scrape = scraping(
                vertx, cluster("acme", OFTEN, Duration.ofMinutes(10), hanging.named("bad"), good.named("good")));
        for (int i = 0; i < 5; i++) {
            assertThat(scrape.nextLook(look -> true).member().name()).isEqualTo("good");
        }
        assertThat(hanging.requests()).hasSize(1);
    }
}
