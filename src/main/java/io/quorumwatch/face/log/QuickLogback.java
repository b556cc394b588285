package io.quorumwatch.face.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.CoreConstants;
import java.util.Properties;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Logback as {@link QuietStart} sets it up, without looking for anybody else who might: that takes a tenth of the program's start. For the
 * program alone; an application that brings the agent along has logging of its own.
 */
public final class QuickLogback implements SLF4JServiceProvider {

    private static final String SLF4J_API = "2.0.99";

    private final LoggerContext context = new LoggerContext();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final LogbackMDCAdapter diagnostics = new LogbackMDCAdapter();

    /** Chooses it for this process, unless somebody has chosen otherwise. To be called before anybody logs. */
    public static void use() {
        use(System.getProperties());
    }

    static void use(Properties system) {
        if (system.containsKey("logback.configurationFile") || system.containsKey("slf4j.provider")) {
            return;
        }
        system.setProperty("slf4j.provider", QuickLogback.class.getName());
        // It would say on standard error that it does as it is told.
        system.putIfAbsent("slf4j.internal.verbosity", "WARN");
    }

    @Override
    public void initialize() {
        context.setName(CoreConstants.DEFAULT_CONTEXT_NAME);
        context.setMDCAdapter(diagnostics);
        QuietStart.quiet(context);
        context.start();
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return context;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return diagnostics;
    }

    @Override
    public String getRequestedApiVersion() {
        return SLF4J_API;
    }
}
