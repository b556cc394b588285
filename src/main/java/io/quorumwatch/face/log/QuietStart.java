package io.quorumwatch.face.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.time.ZoneId;

/**
 * How logging begins, before anybody has started it: warnings go to standard error, because standard output belongs to what a command
 * prints. An application that brings a configuration of its own gets that instead. Found by logback as a service; reading an XML file
 * in its place would cost every command its start-up time.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class QuietStart extends ContextAwareBase implements Configurator {

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        ClassLoader loader = QuietStart.class.getClassLoader();
        boolean configured = System.getProperty("logback.configurationFile") != null
                || loader.getResource("logback-test.xml") != null
                || loader.getResource("logback.xml") != null;
        if (configured) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        quiet(context);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    static void quiet(LoggerContext context) {
        Logging.levels(context, Level.WARN)
                .addAppender(Logging.console(context, new TextLogEncoder(ZoneId::systemDefault), "System.err"));
    }
}
