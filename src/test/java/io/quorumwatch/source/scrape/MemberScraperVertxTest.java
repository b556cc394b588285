package io.quorumwatch.source.scrape;

import static io.quorumwatch.source.scrape.ScrapeFixture.HARDLY_EVER;
import static io.quorumwatch.source.scrape.ScrapeFixture.OFTEN;
import static io.quorumwatch.source.scrape.ScrapeFixture.PAGE;
import static io.quorumwatch.source.scrape.ScrapeFixture.TIMEOUT;
import static io.quorumwatch.source.scrape.ScrapeFixture.cluster;
import static io.quorumwatch.source.scrape.ScrapeFixture.scraping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.source.exposition.Page;
import io.quorumwatch.testing.FakeAnswer;
import io.quorumwatch.testing.FakeMember;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class MemberScraperVertxTest {

    @Test
    void aPageIsReadAndPublished(Vertx vertx) throws Exception {
        FakeMember member = FakeMember.start(vertx, FakeAnswer.page(PAGE));
        ScrapeFixture scrape = scraping(vertx, cluster("acme", HARDLY_EVER, TIMEOUT, member.named("m")));
        Look look = scrape.nextLook("m");
        assertThat(look.failure()).isNull();
        assertThat(look.watched()).isEqualTo("acme");
        assertThat(look.extra()).isFalse();
        assertThat(look.answeredAt()).isAfterOrEqualTo(look.askedAt());
        assertThat(look.page()).extracting(Page::lines, Page::bytes).containsExactly(3L, (long) PAGE.length());
        assertThat(scrape.nextReading()).extracting(MemberReading::member).isEqualTo("m");
    }

    @Test
    void asksLikeAScraper(Vertx vertx) throws Exception {
        FakeMember member = FakeMember.start(vertx, FakeAnswer.page(PAGE));
        ScrapeFixture scrape = scraping(vertx, cluster("acme", HARDLY_EVER, TIMEOUT, member.named("m")));
        assertThat(scrape.nextLook("m").failure()).isNull();
        assertThat(member.requests().get(0))
                .startsWith("GET /metrics HTTP/1.1\r\n")
                .contains("accept: text/plain;version=0.0.4,application/openmetrics-text;version=1.0.0;q=0.5")
                .contains("accept-encoding: identity\r\n")
                .contains("user-agent: test/1\r\n")
                .contains("host: 127.0.0.1:" + member.port() + "\r\n");
    }

    @Test
    void aCompressedPageIsReadEvenWhenNobodyAskedForIt(Vertx vertx) throws Exception {
        Buffer packed = FakeAnswer.gzip(PAGE.repeat(5000).getBytes(StandardCharsets.US_ASCII));
        FakeMember member = FakeMember.start(vertx, FakeAnswer.body("200 OK", "Content-Encoding: gzip\r\n", packed));
        ScrapeFixture scrape = scraping(vertx, cluster("acme", OFTEN, TIMEOUT, member.named("m")));
        for (int i = 0; i < 3; i++) {
            Look look = scrape.nextLook("m");
            assertThat(look.failure()).isNull();
            assertThat(look.page().samples()).hasSize(5000);
        }
    }

    @Test
    void aBodyThatEndsWithItsConnectionIsAPage(Vertx vertx) throws Exception {
        FakeMember member = FakeMember.start(
                vertx,
                FakeAnswer.raw(Buffer.buffer("HTTP/1.0 200 OK\r\n\r\n" + PAGE)).thenClose());
        ScrapeFixture scrape = scraping(vertx, cluster("acme", OFTEN, TIMEOUT, member.named("m")));
        for (int i = 0; i < 3; i++) {
            Look look = scrape.nextLook("m");
            assertThat(look.failure()).isNull();
            assertThat(look.extra()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json; charset=utf-8", "image/png", "nonsense"})
    void aPageIsAPageWhateverItIsCalled(String type, Vertx vertx) throws Exception {
        FakeMember member = FakeMember.start(
                vertx, FakeAnswer.body("200 OK", "Content-Type: " + type + "\r\n", Buffer.buffer(PAGE)));
        ScrapeFixture scrape = scraping(vertx, cluster("acme", HARDLY_EVER, TIMEOUT, member.named("m")));
        Look look = scrape.nextLook("m");
        assertThat(look.failure()).isNull();
        assertThat(look.page().samples()).hasSize(1);
    }

    @Test
    void aPageInChunksIsRead(Vertx vertx) throws Exception {
        FakeMember member = FakeMember.start(
                vertx,
                FakeAnswer.raw(Buffer.buffer(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nup \r\n2\r\n1\n\r\n0\r\n\r\n")));
        ScrapeFixture scrape = scraping(vertx, cluster("acme", HARDLY_EVER, TIMEOUT, member.named("m")));
        assertThat(scrape.nextLook("m").page().samples()).hasSize(1);
    }

    @Test
    void aFaultOfTheReaderCostsItsLookAlone(Vertx vertx) throws Exception {
        FakeMember member = FakeMember.start(vertx, FakeAnswer.page("up 666\n"));
        ScrapeFixture scrape = scraping(vertx, cluster("acme", OFTEN, TIMEOUT, member.named("m")));
        assertThat(scrape.nextReading().failure()).isEqualTo(ScrapeFailure.INTERNAL);
        member.answers(FakeAnswer.page(PAGE));
        assertThat(scrape.nextReading(MemberReading::seen).member()).isEqualTo("m");
    }

    @Test
    void aMemberThatIsKnownFromItsLogsAloneIsNotAsked(Vertx vertx) throws Exception {
        FakeMember member = FakeMember.start(vertx, FakeAnswer.page(PAGE));
        MemberConfig silent = new MemberConfig("logs-only", "committee", null, MemberConfig.Access.PLAIN, null);
        ScrapeFixture scrape = scraping(vertx, cluster("acme", OFTEN, TIMEOUT, silent, member.named("m")));
        for (int i = 0; i < 3; i++) {
            assertThat(scrape.nextLook(look -> true).member().name()).isEqualTo("m");
        }
    }

    @Test
    void clustersComeAndGoWithoutDisturbingTheOthers(Vertx vertx) throws Exception {
        FakeMember staying = FakeMember.start(vertx, FakeAnswer.page(PAGE));
        FakeMember leaving = FakeMember.start(vertx, FakeAnswer.page(PAGE));
        FakeMember coming = FakeMember.start(vertx, FakeAnswer.page(PAGE));
        ScrapeFixture scrape = scraping(
                vertx,
                cluster("stays", OFTEN, TIMEOUT, staying.named("stays")),
                cluster("leaves", OFTEN, TIMEOUT, leaving.named("leaves")));
        assertThat(scrape.nextLook("stays").failure()).isNull();
        assertThat(scrape.nextLook("leaves").failure()).isNull();

        scrape.apply(
                cluster("stays", OFTEN, TIMEOUT, staying.named("stays")),
                cluster("comes", OFTEN, TIMEOUT, coming.named("comes")));

        assertThat(leaving.isLeftAlone()).isTrue();
        scrape.forgetLooks();
        assertThat(scrape.nextLook("comes").failure()).isNull();
        assertThat(scrape.nextLook("stays").failure()).isNull();
        assertThat(staying.connections()).isEqualTo(1);
        assertThat(scrape.looksSoFar()).noneMatch(look -> look.watched().equals("leaves"));
    }

    @Test
    void aClusterThatChangedIsScrapedAsItIsNow(Vertx vertx) throws Exception {
        FakeMember before = FakeMember.start(vertx, FakeAnswer.page(PAGE));
        FakeMember after = FakeMember.start(vertx, FakeAnswer.page(PAGE));
        ScrapeFixture scrape = scraping(vertx, cluster("acme", OFTEN, TIMEOUT, before.named("before")));
        assertThat(scrape.nextLook("before").failure()).isNull();
        scrape.apply(cluster("acme", OFTEN, TIMEOUT, after.named("after")));
        assertThat(before.isLeftAlone()).isTrue();
        assertThat(scrape.nextLook("after").failure()).isNull();
    }

    @Test
    void membersComeAndGoWithoutDisturbingTheOthersOfTheirCluster(Vertx vertx) throws Exception {
        FakeMember staying = FakeMember.start(vertx, FakeAnswer.page(PAGE));
        FakeMember leaving = FakeMember.start(vertx, FakeAnswer.page(PAGE));
        FakeMember coming = FakeMember.start(vertx, FakeAnswer.page(PAGE));
        ScrapeFixture scrape =
                scraping(vertx, cluster("acme", OFTEN, TIMEOUT, staying.named("stays"), leaving.named("leaves")));
        assertThat(scrape.nextLook("stays").failure()).isNull();
        assertThat(scrape.nextLook("leaves").failure()).isNull();

        scrape.apply(cluster("acme", OFTEN, TIMEOUT, coming.named("comes"), staying.named("stays")));
        scrape.forgetLooks();

        assertThat(scrape.nextLook("comes").failure()).isNull();
        assertThat(scrape.nextLook("stays").failure()).isNull();
        assertThat(leaving.isLeftAlone()).isTrue();
        assertThat(staying.connections()).isEqualTo(1);
        assertThat(scrape.looksSoFar()).noneMatch(look -> look.member().name().equals("leaves"));
    }

    @Test
    void aMemberThatMovedIsAskedWhereItIsNow(Vertx vertx) throws Exception {
        FakeMember before = FakeMember.start(vertx, FakeAnswer.page(PAGE));
        FakeMember after = FakeMember.start(vertx, FakeAnswer.page(PAGE));
        ScrapeFixture scrape = scraping(vertx, cluster("acme", OFTEN, TIMEOUT, before.named("m")));
        assertThat(scrape.nextLook("m").failure()).isNull();

        scrape.apply(cluster("acme", OFTEN, TIMEOUT, after.named("m")));

        assertThat(before.isLeftAlone()).isTrue();
        Look moved =
                scrape.nextLook(look -> after.metrics().equals(look.member().metrics()));
        assertThat(moved.failure()).isNull();
    }

    @Test
    void aClusterThatCannotBeScrapedDoesNotHinderTheOthers(Vertx vertx) throws Exception {
        FakeMember good = FakeMember.start(vertx, FakeAnswer.page(PAGE));
        ScrapeFixture scrape = scraping(vertx);
        MemberConfig nonsense = new MemberConfig(
                "m", "committee", URI.create("ftp://127.0.0.1/metrics"), MemberConfig.Access.PLAIN, null);
        assertThatThrownBy(() -> scrape.apply(
                        cluster("bad", OFTEN, TIMEOUT, nonsense), cluster("good", OFTEN, TIMEOUT, good.named("m"))))
                .hasMessageContaining("ftp://127.0.0.1/metrics");
        assertThat(scrape.nextLook("m").watched()).isEqualTo("good");
    }

    @Test
    void nothingIsLeftOpenAfterItWasStopped(Vertx vertx) throws Exception {
        FakeMember member = FakeMember.start(vertx, FakeAnswer.page(PAGE));
        FakeMember hanging = FakeMember.start(vertx, FakeAnswer.silence());
        ScrapeFixture scrape =
                scraping(vertx, cluster("acme", HARDLY_EVER, TIMEOUT, member.named("m"), hanging.named("hanging")));
        assertThat(scrape.nextLook("m").failure()).isNull();
        scrape.undeploy();
        assertThat(member.isLeftAlone()).isTrue();
        assertThat(hanging.isLeftAlone()).isTrue();
        assertThat(scrape.looksSoFar()).isEmpty();
    }
}
