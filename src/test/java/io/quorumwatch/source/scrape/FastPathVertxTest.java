package io.quorumwatch.source.scrape;

import static io.quorumwatch.source.scrape.ScrapeFixture.HARDLY_EVER;
import static io.quorumwatch.source.scrape.ScrapeFixture.OFTEN;
import static io.quorumwatch.source.scrape.ScrapeFixture.PAGE;
import static io.quorumwatch.source.scrape.ScrapeFixture.TIMEOUT;
import static io.quorumwatch.source.scrape.ScrapeFixture.cluster;
import static io.quorumwatch.source.scrape.ScrapeFixture.scraping;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.testing.FakeAnswer;
import io.quorumwatch.testing.FakeMember;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The poll period is an hour in most of these, so whatever comes soon after the first look has come by the fast path. */
@ExtendWith(VertxExtension.class)
class FastPathVertxTest {

    @Test
    void aMemberThatDiesIsSeenToBeGoneWithoutWaitingForTheTick(Vertx vertx) throws Exception {
        FakeMember leader = FakeMember.start(vertx, FakeAnswer.page(PAGE));
        FakeMember follower = FakeMember.start(vertx, FakeAnswer.page(PAGE));
        ScrapeFixture scrape = scraping(
                vertx, cluster("acme", HARDLY_EVER, TIMEOUT, leader.named("leader"), follower.named("follower")));
        assertThat(scrape.nextLook(look -> true).failure()).isNull();
        assertThat(scrape.nextLook(look -> true).failure()).isNull();

        leader.die();

        Look again = scrape.nextLook("leader");
        assertThat(again.failure()).isEqualTo(ScrapeFailure.REFUSED);
        assertThat(again.extra()).isTrue();
    }

    @Test
    void theOthersAreLookedAtOnceMoreToo(Vertx vertx) throws Exception {
        FakeMember leader = FakeMember.start(vertx, FakeAnswer.page(PAGE));
        FakeMember follower = FakeMember.start(vertx, FakeAnswer.page(PAGE));
        ScrapeFixture scrape = scraping(
                vertx, cluster("acme", HARDLY_EVER, TIMEOUT, leader.named("leader"), follower.named("follower")));
        assertThat(scrape.nextLook(look -> true).extra()).isFalse();
        assertThat(scrape.nextLook(look -> true).extra()).isFalse();
        assertThat(leader.requests()).hasSize(1);

        leader.die();

        Look again = scrape.nextLook("follower");
        assertThat(again.extra()).isTrue();
        assertThat(again.failure()).isNull();
        assertThat(follower.requests()).hasSize(2);
        assertThat(follower.connections()).isEqualTo(1);
    }

    @Test
    void aLookThatIsCutOffInTheMiddleIsFollowedByAnother(Vertx vertx) throws Exception {
        AtomicBoolean cutOff = new AtomicBoolean();
        FakeAnswer half = FakeAnswer.raw(Buffer.buffer("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n" + PAGE))
                .thenClose();
        FakeMember member = FakeMember.start(vertx, (socket, request) -> {
            FakeAnswer answer = cutOff.getAndSet(true) ? FakeAnswer.page(PAGE) : half;
            answer.write(socket, request);
        });
        ScrapeFixture scrape = scraping(vertx, cluster("acme", HARDLY_EVER, TIMEOUT, member.named("m")));
        assertThat(scrape.nextLook("m").failure()).isEqualTo(ScrapeFailure.CLOSED);
        Look again = scrape.nextLook("m");
        assertThat(again.failure()).isNull();
        assertThat(again.extra()).isTrue();
    }

    @Test
    void aMemberThatAnnouncesItsClosesMakesNoNews(Vertx vertx) throws Exception {
        FakeMember member = FakeMember.start(vertx, FakeAnswer.pageAndAnnouncedClose(PAGE));
        ScrapeFixture scrape = scraping(vertx, cluster("acme", OFTEN, TIMEOUT, member.named("m")));
        for (int i = 0; i < 10; i++) {
            Look look = scrape.nextLook("m");
            assertThat(look.failure()).isNull();
            assertThat(look.extra()).isFalse();
        }
        assertThat(member.connections()).isGreaterThanOrEqualTo(10);
    }

    @Test
    void aMemberThatAlwaysClosesWithoutAWordIsLearned(Vertx vertx) throws Exception {
        FakeMember member = FakeMember.start(vertx, FakeAnswer.page(PAGE).thenClose());
        ScrapeFixture scrape = scraping(vertx, cluster("acme", OFTEN, TIMEOUT, member.named("m")));
        int extra = 0;
        for (int i = 0; i < 25; i++) {
            extra += scrape.nextLook("m").extra() ? 1 : 0;
        }
        assertThat(extra).isBetween(1, 2);
    }

    @Test
    void aConnectionThatClosesJustAsALookGoesOutIsNoFailure(Vertx vertx) throws Exception {
        FakeMember member = FakeMember.start(vertx, FakeAnswer.page(PAGE));
        ScrapeFixture scrape = scraping(vertx, cluster("acme", OFTEN, TIMEOUT, member.named("m")));
        assertThat(scrape.nextLook("m").failure()).isNull();
        AtomicBoolean closed = new AtomicBoolean();
        member.answers((socket, request) -> {
            FakeAnswer answer = closed.getAndSet(true)
                    ? FakeAnswer.page(PAGE)
                    : FakeAnswer.silence().thenClose();
            answer.write(socket, request);
        });
        for (int i = 0; i < 5; i++) {
            assertThat(scrape.nextLook("m").failure()).isNull();
        }
        assertThat(closed).isTrue();
        assertThat(member.connections()).isEqualTo(2);
    }

    @Test
    void oneConnectionServesAllLooks(Vertx vertx) throws Exception {
        FakeMember member = FakeMember.start(vertx, FakeAnswer.page(PAGE));
        ScrapeFixture scrape = scraping(vertx, cluster("acme", OFTEN, TIMEOUT, member.named("m")));
        for (int i = 0; i < 5; i++) {
            assertThat(scrape.nextLook("m").failure()).isNull();
        }
        assertThat(member.connections()).isEqualTo(1);
    }
}
