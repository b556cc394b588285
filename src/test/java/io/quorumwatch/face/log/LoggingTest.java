package io.quorumwatch.face.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.LoggerContextListener;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.SubstituteLoggerFactory;

class LoggingTest {

    private final LoggerContext context = new LoggerContext();

    @Test
    void writesItsOwnEventsToStandardOutputAndEndsWithAllOfThem() {
        PrintStream standardOutput = System.out;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        LoggerContext global = (LoggerContext) LoggerFactory.getILoggerFactory();
        try (Logging logging = Logging.start(LogFormat.JSON, "watcher-1", false)) {
            org.slf4j.Logger logger = LoggerFactory.getLogger(LoggingTest.class);
            logger.atInfo().addKeyValue("count", 3).log("agent_started");
            logger.debug("round_finalized");
            LoggerFactory.getLogger("io.netty.something").info("chatter");
            assertThat(logging).isNotNull();
        } finally {
            System.setOut(standardOutput);
            global.start();
            assertThat(new QuietStart().configure(global))
                    .isEqualTo(Configurator.ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
        }
        assertThat(written.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .satisfies(line -> assertThat(new JsonObject(line).getMap())
                        .containsEntry("msg", "agent_started")
                        .containsEntry("node_id", "watcher-1")
                        .containsEntry("count", 3));
    }

    @Test
    void isAtNoMomentMoreOpenThanItWillBe() {
        assertThat(new QuietStart().configure(context)).isNotNull();
        Logger library = context.getLogger("io.netty.something");
        List<Boolean> open = new ArrayList<>();
        context.addListener(new OnChange(() -> open.add(library.isDebugEnabled())));

        try (Logging logging = Logging.start(context, LogFormat.JSON, "watcher-1", true)) {
            assertThat(logging).isNotNull();
            assertThat(open).isNotEmpty().doesNotContain(true);
        }
    }

    /** Looks at each change of a level, and when all are forgotten. */
    private record OnChange(Runnable look) implements LoggerContextListener {

        @Override
        public boolean isResetResistant() {
            return true;
        }

        @Override
        public void onStart(LoggerContext context) {}

        @Override
        public void onReset(LoggerContext context) {
            look.run();
        }

        @Override
        public void onStop(LoggerContext context) {}

        @Override
        public void onLevelChange(Logger logger, Level level) {
            look.run();
        }
    }

    @Test
    void aStandInForALogThatIsBeingSetUpIsNotTakenForIt() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Logging.start(new SubstituteLoggerFactory(), LogFormat.JSON, "watcher-1", false))
                .withMessage("another thread is just setting up the log");
    }

    @Test
    void beginsWithWarningsOnStandardErrorUntilItIsStarted() {
        assertThat(ServiceLoader.load(Configurator.class)).hasAtLeastOneElementOfType(QuietStart.class);
        assertThat(new QuietStart().configure(context))
                .isEqualTo(Configurator.ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
        assertThat(context.getLogger("io.quorumwatch.Agent").getEffectiveLevel())
                .isEqualTo(Level.WARN);
        assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("standard-output"))
                .isNull();
    }
}
