package io.quorumwatch.source.scrape;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpClientConnectionInternal;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lends the bytes of answers as they lie in the network's buffers. Vert.x copies each piece of a body into an array of its own, because
 * it cannot know how long a handler keeps it: with a thousand members 150 MB of garbage a second, for pages that are read at once.
 *
 * <p>It stands in the connection's pipeline between the HTTP codec and Vert.x, which gets heads and ends as ever, but no bytes of those
 * bodies that were asked for here. What it is not asked for in time goes through Vert.x as well; that is slower and otherwise the same.
 * See decision 0004. Used on the connection's event loop only.
 */
final class BodyTap extends ChannelInboundHandlerAdapter {

    private @Nullable Consumer<ByteBuf> reader;
    private boolean begins;

    BodyTap() {}

    /** The tap of a new connection; one that never opens when it is a connection that has no such place. */
    static BodyTap of(HttpConnection connection) {
        BodyTap tap = new BodyTap();
        if (connection instanceof HttpClientConnectionInternal known) {
            ChannelHandlerContext vertx = known.channelHandlerContext();
            vertx.pipeline().addBefore(vertx.name(), null, tap);
        }
        return tap;
    }

    /**
     * Has the reader take the body of the answer whose head is just being handled; when none is, the body comes through Vert.x. A piece
     * is the reader's only for the time of the call, which is not made on a Vert.x context.
     */
    void open(Consumer<ByteBuf> body) {
        if (begins) {
            reader = body;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpResponse) {
            reader = null;
            // Only while the head is being handled is it certain that no piece of this body has gone to Vert.x.
            begins = true;
            context.fireChannelRead(message);
            begins = false;
        } else if (reader != null
                && message instanceof HttpContent content
                && content.decoderResult().isSuccess()) {
            lend(content, reader);
            if (content instanceof LastHttpContent last) {
                context.fireChannelRead(last.replace(Unpooled.EMPTY_BUFFER));
            }
        } else {
            context.fireChannelRead(message);
        }
    }

    private static void lend(HttpContent content, Consumer<ByteBuf> reader) {
        try {
            if (content.content().isReadable()) {
                reader.accept(content.content());
            }
        } finally {
            ReferenceCountUtil.release(content);
        }
    }
}
