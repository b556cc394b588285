package io.quorumwatch.source.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.testing.FakeAnswer;
import io.quorumwatch.testing.FakeMember;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** That the tap is where the bodies come along is no promise of Vert.x's: a version that changes it must not go unnoticed. */
@ExtendWith(VertxExtension.class)
class BodyTapVertxTest {

    private record Bodies(Buffer lent, Buffer handled) {}

    @Test
    void takesTheBodiesOfRealConnections(Vertx vertx) throws Exception {
        MemberConfig member =
                FakeMember.start(vertx, FakeAnswer.page(ScrapeFixture.PAGE)).named("m1");
        Connector connector = new Connector(vertx, Duration.ofSeconds(5), ScrapeFixture.SETTINGS);
        Promise<Bodies> asked = Promise.promise();
        vertx.runOnContext(ignored -> connector
                .open(Target.of(Objects.requireNonNull(member.metrics()), member.access()))
                .compose(BodyTapVertxTest::ask)
                .onComplete(asked));

        Bodies bodies = asked.future().await(20, TimeUnit.SECONDS);
        assertThat(bodies.lent().toString()).isEqualTo(ScrapeFixture.PAGE);
        assertThat(bodies.handled().length()).isZero();
    }

    private static Future<Bodies> ask(Connector.Opened opened) {
        Bodies bodies = new Bodies(Buffer.buffer(), Buffer.buffer());
        return opened.connection()
                .request(opened.request())
                .compose(HttpClientRequest::send)
                .compose(response -> {
                    opened.bodies().open(piece -> {
                        byte[] bytes = new byte[piece.readableBytes()];
                        piece.getBytes(piece.readerIndex(), bytes);
                        bodies.lent().appendBytes(bytes);
                    });
                    response.handler(bodies.handled()::appendBuffer);
                    return response.end();
                })
                .map(ended -> bodies);
    }
}
