package io.quorumwatch.source.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.source.logs.PushBody.Step;
import io.quorumwatch.testing.FakeAnswer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushBodyTest {

    private final List<String> read = new ArrayList<>();
    private final PushQueue queue = new PushQueue(awake -> {});
    private long largest;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void drain() {
        largest = Math.max(largest, queue.bytes());
        for (PushQueue.Pushed next = queue.poll(); next != null; next = queue.poll()) {
            read.addAll(next.batch().lines());
            next.read().accept(true);
        }
    }

    /** Pushes the piece, emptying the queue whenever it is full. */
    private Step push(PushBody body, byte[] piece) {
        body.accept(piece);
        return advance(body);
    }

    private Step advance(PushBody body) {
        Step step = body.advance();
        while (step == Step.FULL) {
            drain();
            step = body.advance();
        }
        return step;
    }

    @Test
    void queuesLinesOfPlainText() {
        try (PushBody body = new PushBody("s1", queue, false)) {
            assertThat(push(body, bytes("one\ntw"))).isEqualTo(Step.QUEUED);
            assertThat(push(body, bytes("o\nthree"))).isEqualTo(Step.QUEUED);
            body.end();
            assertThat(advance(body)).isEqualTo(Step.QUEUED);
            assertThat(body.read().isComplete()).isFalse();
            drain();
            assertThat(body.read().succeeded()).isTrue();
            assertThat(body.lines()).isEqualTo(3);
        }
        assertThat(read).containsExactly("one", "two", "three");
    }

    @Test
    void unpacksGzip() {
        byte[] packed = FakeAnswer.gzip(bytes("one\ntwo\n")).getBytes();
        try (PushBody body = new PushBody("s1", queue, true)) {
            for (byte each : packed) {
                assertThat(push(body, new byte[] {each})).isEqualTo(Step.QUEUED);
            }
            body.end();
            assertThat(advance(body)).isEqualTo(Step.QUEUED);
        }
        drain();
        assertThat(read).containsExactly("one", "two");
    }

    @Test
    void refusesWhatIsNotGzipOrNotAllOfIt() {
        byte[] packed = FakeAnswer.gzip(bytes("one\ntwo\n")).getBytes();
        try (PushBody body = new PushBody("s1", queue, true)) {
            assertThat(push(body, bytes("one\n"))).isEqualTo(Step.NOT_GZIP);
        }
        try (PushBody body = new PushBody("s1", queue, true)) {
            assertThat(push(body, java.util.Arrays.copyOf(packed, packed.length - 3)))
                    .isEqualTo(Step.QUEUED);
            body.end();
            assertThat(advance(body)).isEqualTo(Step.NOT_GZIP);
        }
    }

    @Test
    void givesABombUpBeforeItHasFilledAnything() {
        byte[] bomb = FakeAnswer.gzip(bytes(("x".repeat(99) + "\n").repeat(1_000_000)))
                .getBytes();
        assertThat((long) bomb.length).isLessThan(PushBody.MOST_BYTES);
        try (PushBody body = new PushBody("s1", queue, true)) {
            assertThat(push(body, bomb)).isEqualTo(Step.TOO_LARGE);
            assertThat(body.lines() * 100).isLessThanOrEqualTo(PushBody.MOST_UNPACKED_BYTES);
        }
        assertThat(largest).isLessThanOrEqualTo(PushQueue.MOST_BYTES);
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        try (PushBody body = new PushBody("s1", queue, false)) {
            byte[] piece = bytes(("x".repeat(63) + "\n").repeat(1024));
            Step step = Step.QUEUED;
            for (long sent = 0; sent < PushBody.MOST_BYTES; sent += piece.length) {
                assertThat(step).isEqualTo(Step.QUEUED);
                step = push(body, piece);
            }
            assertThat(push(body, piece)).isEqualTo(Step.TOO_LARGE);
        }
    }

    @Test
    void isFullUntilSomebodyReads() {
        byte[] piece = bytes(("x".repeat(199) + "\n").repeat(300));
        try (PushBody body = new PushBody("s1", queue, false)) {
            int taken = 0;
            body.accept(piece);
            while (body.advance() == Step.QUEUED) {
                taken++;
                body.accept(piece);
            }
            assertThat(taken).isBetween(5, 20);
            assertThat(body.advance()).isEqualTo(Step.FULL);
            assertThat(queue.bytes()).isLessThanOrEqualTo(PushQueue.MOST_BYTES);
            drain();
            assertThat(body.advance()).isEqualTo(Step.QUEUED);
            drain();
            assertThat(read).hasSize(300 * (taken + 1));
        }
    }

    @Test
    void holdsNoMoreThanItsBoundOfASecondOfFiftyThousandLines() {
        byte[] tenth = bytes(("x".repeat(199) + "\n").repeat(5_000));
        for (int i = 0; i < 10; i++) {
            try (PushBody body = new PushBody("s1", queue, false)) {
                for (int from = 0; from < tenth.length; from += 50_000) {
                    assertThat(push(
                                    body,
                                    java.util.Arrays.copyOfRange(tenth, from, Math.min(tenth.length, from + 50_000))))
                            .isEqualTo(Step.QUEUED);
                }
            }
        }
        drain();
        assertThat(read).hasSize(50_000);
        assertThat(largest).isLessThanOrEqualTo(PushQueue.MOST_BYTES);
    }

    /** Memory is spent on lines and not on bytes, so it is short lines that fill it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void holdsNoMoreThanItsBoundOfTheShortestLines(boolean gzip) {
        byte[] text = bytes("x\n".repeat(3_000_000));
        byte[] body = gzip ? FakeAnswer.gzip(text).getBytes() : text;
        try (PushBody pushed = new PushBody("s1", queue, gzip)) {
            assertThat(push(pushed, body)).isEqualTo(Step.QUEUED);
            pushed.end();
            assertThat(advance(pushed)).isEqualTo(Step.QUEUED);
            assertThat(pushed.lines()).isEqualTo(3_000_000);
        }
        drain();
        assertThat(read).hasSize(3_000_000);
        assertThat(largest).isBetween(PushQueue.MOST_BYTES / 4, PushQueue.MOST_BYTES);
    }

    @Test
    void manySendersShareTheBound() {
        byte[] piece = bytes(("x".repeat(199) + "\n").repeat(5_000));
        List<PushBody> bodies = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            PushBody body = new PushBody("s" + i % 3, queue, false);
            bodies.add(body);
            body.accept(piece);
            body.end();
        }
        long full = 0;
        List<PushBody> unfinished = new ArrayList<>(bodies);
        while (!unfinished.isEmpty()) {
            for (PushBody body : List.copyOf(unfinished)) {
                if (body.advance() == Step.QUEUED) {
                    unfinished.remove(body);
                } else {
                    full++;
                }
                assertThat(queue.bytes()).isLessThanOrEqualTo(PushQueue.MOST_BYTES);
            }
            drain();
        }
        assertThat(full).isPositive();
        assertThat(bodies).allMatch(body -> body.read().succeeded() && body.lines() == 5_000);
        assertThat(read).hasSize(64 * 5_000);
        bodies.forEach(PushBody::close);
    }

    @Test
    void countsLinesThatAreTooLong() {
        try (PushBody body = new PushBody("s1", queue, false)) {
            assertThat(push(body, bytes("x".repeat(70_000) + "\nnext\n"))).isEqualTo(Step.QUEUED);
            assertThat(body.lines()).isEqualTo(2);
            assertThat(body.dropped()).isEqualTo(1);
        }
    }

    @Test
    void takesNothingAfterItsEnd() {
        try (PushBody body = new PushBody("s1", queue, false)) {
            assertThat(push(body, bytes("one\n"))).isEqualTo(Step.QUEUED);
            queue.close();
            assertThat(body.read().failed()).isTrue();
            body.accept(bytes("two\n"));
            assertThat(body.advance()).isEqualTo(Step.FULL);
        }
        assertThat(queue.isEmpty()).isTrue();
    }
}
