package io.quorumwatch.source.logs;

import io.quorumwatch.time.AgentClock;
import io.quorumwatch.time.Alarm;
import io.quorumwatch.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Follows a unit of another machine's journal through its {@code systemd-journal-gatewayd}.
 *
 * <p>Two questions in turn. The first one asks for the last entries: it is answered at once, so it tells whether the log can be read,
 * and without a cursor where its end is. The second one has an endless answer, whose head comes with its first entry, perhaps in
 * hours. A dead machine says no farewell either, so an answer that is silent for {@link #SILENCE} is asked for anew, as is one that has
 * become {@link #MOST_BYTES} long; the cursor makes that free of loss.
 */
final class GatewayFollower implements LogFollower {

    static final Duration CONNECTING = Duration.ofSeconds(5);
    static final Duration ANSWERING = Duration.ofSeconds(15);
    static final Duration SILENCE = Duration.ofSeconds(60);
    static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    static final long MOST_BYTES = 256L * 1024 * 1024;

    private static final long MOST_LAST_BYTES = 4L * EntryStream.LONGEST_ENTRY;

    private final HttpClient client;
    private final GatewayAddress address;
    private final FollowState state;
    private final Retry retry;
    private final Alarm deadline;
    private EntryStream entries = new EntryStream(null);
    private @Nullable GatewayQuestion asked;
    private Runnable overdue = () -> {};

    GatewayFollower(Vertx vertx, HttpClient client, AgentClock clock, GatewayAddress address, Listener listener) {
        this.client = client;
        this.address = address;
        state = new FollowState(listener);
        Timers timers = Timers.of(vertx);
        retry = new Retry(timers, clock, FIRST_PAUSE, LONGEST_PAUSE, this::askForLast);
        deadline = new Alarm(timers, clock, () -> overdue.run());
    }

    @Override
    public void start(@Nullable String cursor) {
        entries = new EntryStream(cursor);
        askForLast();
    }

    @Override
    public Future<Void> stop() {
        state.end();
        retry.cancel();
        deadline.cancel();
        hangUp();
        return Future.succeededFuture();
    }

    private void askForLast() {
        ask(address.last(CONNECTING), MOST_LAST_BYTES, ANSWERING, LastEntries::new);
        overdue = () -> lost(LossReason.TIMEOUT, "no answer within " + ANSWERING.toSeconds() + " s");
    }

    private void follow() {
        entries.restart();
        ask(address.follow(entries.cursor(), CONNECTING), MOST_BYTES, SILENCE, NewEntries::new);
        overdue = this::askForLast;
    }

    private void ask(
            RequestOptions request,
            long mostBytes,
            Duration patience,
            Function<GatewayFollower, GatewayQuestion.Listener> hearing) {
        hangUp();
        deadline.setIn(patience);
        asked = GatewayQuestion.ask(client, request, mostBytes, hearing.apply(this));
    }

    private void hangUp() {
        if (asked != null) {
            asked.hangUp();
            asked = null;
        }
    }

    private void lost(LossReason reason, String error) {
        deadline.cancel();
        hangUp();
        state.lost(reason, error);
        retry.later();
    }

    /** Finds where the log ends at present. */
    private record LastEntries(GatewayFollower follower, EntryStream last) implements GatewayQuestion.Listener {

        private LastEntries(GatewayFollower follower) {
            this(follower, new EntryStream(null));
        }

        @Override
        public void piece(Buffer piece) {
            LineBatch old = last.accept(piece.getBytes(), 0, piece.length());
            assert old.dropped() >= 0;
        }

        @Override
        public void end() {
            String cursor = last.cursor();
            if (follower.entries.cursor() == null && cursor != null) {
                follower.entries = new EntryStream(cursor);
                follower.state.lines(new LineBatch(List.of(), cursor, 0));
            }
            follower.state.followed();
            follower.follow();
        }

        @Override
        public void failed(LossReason reason, String error) {
            follower.lost(reason, error);
        }
    }

    /** Hands on what comes from then on. */
    private record NewEntries(GatewayFollower follower) implements GatewayQuestion.Listener {

        @Override
        public void piece(Buffer piece) {
            follower.retry.succeeded();
            follower.deadline.setIn(SILENCE);
            follower.state.lines(follower.entries.accept(piece.getBytes(), 0, piece.length()));
        }

        @Override
        public void end() {
            // A server that ends its answers can still be asked again; only if that fails is the log lost.
            follower.deadline.cancel();
            follower.retry.later();
        }

        @Override
        public void failed(LossReason reason, String error) {
            follower.lost(reason, error);
        }
    }
}
