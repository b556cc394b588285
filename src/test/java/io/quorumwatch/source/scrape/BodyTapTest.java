package io.quorumwatch.source.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What lies behind the tap stands for Vert.x. */
class BodyTapTest {

    private final BodyTap tap = new BodyTap();
    private final List<String> lent = new ArrayList<>();
    private final List<Object> passed = new ArrayList<>();
    private boolean asks = true;

    private final EmbeddedChannel channel = new EmbeddedChannel(tap, new ChannelInboundHandlerAdapter() {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            passed.add(message);
            if (message instanceof HttpResponse && asks) {
                tap.open(BodyTapTest.this::read);
            }
        }
    });

    @Test
    void lendsTheBodyThatWasAskedForWhileItsHeadWasHandled() {
        HttpContent piece = piece("up");
        LastHttpContent last = last(" 1\n");
        channel.writeInbound(head(), piece, last);

        assertThat(lent).containsExactly("up", " 1\n");
        assertThat(piece.refCnt()).isZero();
        assertThat(last.refCnt()).isZero();
        assertThat(passed).hasSize(2);
        assertThat(passed.get(1)).isInstanceOfSatisfying(LastHttpContent.class, end -> {
            assertThat(end.content().isReadable()).isFalse();
            assertThat(end.trailingHeaders().get("after")).isEqualTo("all");
        });
    }

    @Test
    void passesABodyOnThatNobodyAskedFor() {
        asks = false;
        HttpContent piece = piece("up");
        LastHttpContent last = last(" 1\n");
        channel.writeInbound(head(), piece, last);
        tap.open(this::read);

        assertThat(lent).isEmpty();
        assertThat(passed).hasSize(3).endsWith(piece, last);
        assertThat(piece.refCnt()).isEqualTo(1);
    }

    @Test
    void passesABodyOnThatWasAskedForTooLateToBeWhole() {
        asks = false;
        HttpContent first = piece("up");
        HttpContent second = last(" 1\n");
        channel.writeInbound(head(), first);
        tap.open(this::read);
        channel.writeInbound(second);

        assertThat(lent).isEmpty();
        assertThat(passed).hasSize(3).endsWith(first, second);
    }

    @Test
    void lendsNoBodyToWhomTheLastOneWasLent() {
        channel.writeInbound(head(), last("up 1\n"));
        asks = false;
        HttpContent next = last("up 2\n");
        channel.writeInbound(head(), next);

        assertThat(lent).containsExactly("up 1\n");
        assertThat(passed).endsWith(next);
    }

    private void read(ByteBuf piece) {
        lent.add(piece.toString(StandardCharsets.UTF_8));
    }

    private static HttpResponse head() {
        return new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    }

    private static HttpContent piece(String text) {
        return new DefaultHttpContent(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
    }

    private static LastHttpContent last(String text) {
        LastHttpContent last = new DefaultLastHttpContent(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
        last.trailingHeaders().set("after", "all");
        return last;
    }
}
