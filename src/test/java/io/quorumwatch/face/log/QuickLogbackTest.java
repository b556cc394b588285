package io.quorumwatch.face.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.status.Status;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

class QuickLogbackTest {

    @Test
    void beforeAnybodyStartsTheLogWarningsGoToStandardError() {
        QuickLogback logback = new QuickLogback();
        logback.initialize();

        assertThat(logback.getLoggerFactory()).isInstanceOf(LoggerContext.class);
        LoggerContext context = (LoggerContext) logback.getLoggerFactory();
        assertThat(context.isStarted()).isTrue();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        assertThat(root.getLevel()).isEqualTo(Level.WARN);
        assertThat(root.iteratorForAppenders()).toIterable().singleElement().satisfies(appender -> {
            assertThat(((Appender<?>) appender).isStarted()).isTrue();
            assertThat(((ConsoleAppender<?>) appender).getTarget()).isEqualTo("System.err");
        });
        assertThat(context.getStatusManager().getCopyOfStatusList())
                .as("nothing that logback complains of")
                .allMatch(status -> status.getLevel() == Status.INFO);
    }

    @Test
    void whatIsPutBesideAnEventIsKeptForIt() {
        QuickLogback logback = new QuickLogback();
        logback.initialize();
        logback.getMDCAdapter().put("request", "7");
        LoggerContext context = (LoggerContext) logback.getLoggerFactory();
        assertThat(context.getMDCAdapter().get("request")).isEqualTo("7");
        assertThat(MDC.get("request")).as("another context").isNull();
        assertThat(logback.getMarkerFactory().getMarker("security").getName()).isEqualTo("security");
    }

    @Test
    void theProgramSetsItUpByItselfAndSaysNothingOfIt() {
        Properties system = new Properties();
        QuickLogback.use(system);
        assertThat(system)
                .containsEntry("slf4j.provider", QuickLogback.class.getName())
                .containsEntry("slf4j.internal.verbosity", "WARN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"logback.configurationFile", "slf4j.provider"})
    void whoeverSetsUpTheLogOtherwiseIsLeftAlone(String key) {
        Properties system = new Properties();
        system.setProperty(key, "mine");
        QuickLogback.use(system);
        assertThat(system).containsOnlyKeys(key).containsEntry(key, "mine");
    }
}
