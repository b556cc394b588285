package io.quorumwatch.face.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

/** Standard output whose reader is stuck while the agent goes on logging: that a test gets on with it shows that nobody waits. */
class DroppingAppenderTest {

    private static final int SECONDS = 30;

    private final StuckReader reader = new StuckReader();
    private final DroppingAppender appender = new DroppingAppender(LogLines.context());

    @BeforeEach
    void getStuck() throws InterruptedException {
        reader.start();
        appender.addAppender(reader);
        appender.start();
        say(Level.INFO, "first");
        // From here on the writing thread holds this one line, and the queue is empty.
        assertThat(reader.reached.await(SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @AfterEach
    void stop() {
        reader.goOn.countDown();
        appender.stop();
    }

    @Test
    void dropsWhatFindsNoRoomAndSaysHowMuch() throws InterruptedException {
        say(DroppingAppender.QUEUE, Level.INFO, "kept");
        say(7, Level.ERROR, "lost");
        reader.goOn.countDown();
        assertThat(written(1 + DroppingAppender.QUEUE)).doesNotContain("lost");
        say(Level.INFO, "later");
        assertThat(written(2)).containsExactly("later", "log_lines_dropped 7");
    }

    @Test
    void saysItOnlyOnce() throws InterruptedException {
        say(DroppingAppender.QUEUE + 1, Level.INFO, "line");
        reader.goOn.countDown();
        assertThat(written(1 + DroppingAppender.QUEUE)).doesNotContain("log_lines_dropped 1");
        say(Level.INFO, "later");
        say(Level.INFO, "last");
        assertThat(written(3)).containsExactlyInAnyOrder("later", "log_lines_dropped 1", "last");
    }

    @Test
    void dropsDebugLinesFirst() throws InterruptedException {
        int untilAlmostFull = DroppingAppender.QUEUE - DroppingAppender.ALMOST_FULL + 1;
        say(untilAlmostFull, Level.DEBUG, "debug");
        say(5, Level.DEBUG, "lost");
        say(Level.WARN, "warning");
        reader.goOn.countDown();
        assertThat(written(1 + untilAlmostFull + 1)).endsWith("warning").doesNotContain("lost");
    }

    @Test
    void saysWhatIsMissingWhenItStops() throws InterruptedException {
        say(DroppingAppender.QUEUE + 3, Level.INFO, "line");
        reader.goOn.countDown();
        assertThat(written(1 + DroppingAppender.QUEUE)).hasSize(1 + DroppingAppender.QUEUE);
        appender.stop();
        assertThat(written(1)).containsExactly("log_lines_dropped 3");
    }

    private void say(Level level, String message) {
        say(1, level, message);
    }

    private void say(int times, Level level, String message) {
        for (int time = 0; time < times; time++) {
            appender.doAppend(LogLines.event(level, message));
        }
    }

    /** The next so many lines that come out. */
    private List<String> written(int count) throws InterruptedException {
        List<String> lines = new ArrayList<>();
        while (lines.size() < count) {
            String line = reader.lines.poll(SECONDS, TimeUnit.SECONDS);
            assertThat(line).as("line %d of %d", lines.size() + 1, count).isNotNull();
            lines.add(String.valueOf(line));
        }
        return lines;
    }

    /** Takes nothing until it is told to go on; then each line with what it counts. */
    private static final class StuckReader extends AppenderBase<ILoggingEvent> {

        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            reached.countDown();
            try {
                if (!goOn.await(SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("never told to go on");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            StringBuilder line = new StringBuilder(event.getMessage());
            List<KeyValuePair> fields = event.getKeyValuePairs();
            if (fields != null) {
                fields.stream()
                        .filter(field -> field.key.equals("count"))
                        .forEach(field -> line.append(' ').append(field.value));
            }
            lines.add(line.toString());
        }
    }
}
