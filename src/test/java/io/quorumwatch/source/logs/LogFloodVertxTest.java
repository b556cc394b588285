package io.quorumwatch.source.logs;

import static io.quorumwatch.source.logs.Following.file;
import static io.quorumwatch.source.logs.Following.member;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four seconds of fifty thousand lines a second, from eight senders at once and as fast as they can: forty times what the queue holds. */
class LogFloodVertxTest {

    private static final int SENDERS = 8;
    private static final int LINES = 25_000;

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        assertThat(vertx.close().await(20, TimeUnit.SECONDS)).isNull();
    }

    /** Sends one body as the web face does: tries again a turn of the loop later while there is no room. */
    private static final class Sender {

        private final Context context;
        private final PushBody body;
        private final Promise<Long> done = Promise.promise();
        private boolean ended;

        private Sender(Context context, PushBody body, byte[] text) {
            this.context = context;
            this.body = body;
            body.accept(text);
        }

        private Future<Long> send() {
            context.runOnContext(now -> advance());
            return done.future();
        }

        private void advance() {
            switch (body.advance()) {
                case FULL -> context.runOnContext(now -> advance());
                case QUEUED -> {
                    if (ended) {
                        body.read().map(read -> body.lines()).onComplete(done);
                    } else {
                        ended = true;
                        body.end();
                        advance();
                    }
                }
                default -> done.fail("refused");
            }
        }
    }

    private PushBody begin(Following following) {
        PushDoor door = following.followers.door("acme", "s1");
        assertThat(door).isNotNull();
        return door.begin(false);
    }

    @Test
    void everyLineIsReadInOrderAndOtherLogsAreHeardMeanwhile() throws Exception {
        Path log = Files.writeString(directory.resolve("s2.log"), "old\n");
        String filler = "x".repeat(150);
        try (Following following = Following.of(
                vertx,
                LogSettings.in(null),
                member(
                        "s1",
                        "push",
                        Map.of("token-file", directory.resolve("token").toString())),
                file("s2", log))) {
            assertThat(following.next(1)).containsExactly("s2 log-followed");
            List<Future<Long>> sent = new ArrayList<>();
            List<PushBody> bodies = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                StringBuilder text = new StringBuilder();
                for (int line = 0; line < LINES; line++) {
                    text.append(sender)
                            .append(' ')
                            .append(line)
                            .append(' ')
                            .append(filler)
                            .append('\n');
                }
                PushBody body = begin(following);
                bodies.add(body);
                byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
                sent.add(new Sender(vertx.getOrCreateContext(), body, bytes).send());
            }
            assertThat(Files.writeString(log, "meanwhile\n", StandardOpenOption.APPEND))
                    .isEqualTo(log);
            assertThat(Future.all(sent).await(60, TimeUnit.SECONDS).<Long>list())
                    .hasSize(SENDERS)
                    .containsOnly((long) LINES);
            List<String> heard = following.next(SENDERS * LINES + 2);
            assertThat(heard).contains("s1 log-followed", "s2 meanwhile");
            int[] next = new int[SENDERS];
            for (String said : heard) {
                if (said.startsWith("s1 ") && !said.endsWith("log-followed")) {
                    int sender = said.charAt(3) - '0';
                    assertThat(said).startsWith("s1 " + sender + " " + next[sender] + " ");
                    next[sender]++;
                }
            }
            assertThat(next).containsOnly(LINES);
            assertThat(following.followers.sum().lines()).isEqualTo(SENDERS * LINES + 1L);
            assertThat(following.followers.sum().dropped()).isZero();
            bodies.forEach(PushBody::close);
        }
    }
}
