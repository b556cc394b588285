package io.quorumwatch.face.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.time.ZoneId;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.SubstituteLoggerFactory;

/** The log of a running agent, on standard output. */
public final class Logging implements AutoCloseable {

    private final ILoggerFactory factory;

    private Logging(ILoggerFactory factory) {
        this.factory = factory;
    }

    /**
     * Begins to log. Where another logging library than ours is in place, it is left as it is.
     *
     * @param format how lines are written
     * @param nodeId the agent's name
     * @param debug whether the agent's own debug events are logged too
     * @throws IllegalStateException when another thread is just setting up the log. SLF4J gives out a stand-in for so long, and what is
     *     said to that does not count.
     */
    public static Logging start(LogFormat format, String nodeId, boolean debug) {
        return start(LoggerFactory.getILoggerFactory(), format, nodeId, debug);
    }

    static Logging start(ILoggerFactory factory, LogFormat format, String nodeId, boolean debug) {
        if (factory instanceof SubstituteLoggerFactory) {
            throw new IllegalStateException("another thread is just setting up the log");
        }
        if (factory instanceof LoggerContext context) {
            // Not reset(), which opens the root for everything until it is set again: what libraries log just then,
            // on other threads, would still be on its way when the appender is there.
            forget(context);
            Logger root = levels(context, debug ? Level.DEBUG : Level.INFO);
            Encoder<ILoggingEvent> encoder = format.resolved() == LogFormat.JSON
                    ? new JsonLogEncoder(nodeId)
                    : new TextLogEncoder(ZoneId::systemDefault);
            DroppingAppender appender = new DroppingAppender(context);
            appender.addAppender(console(context, encoder, "System.out"));
            appender.start();
            root.addAppender(appender);
        }
        return new Logging(factory);
    }

    /** Says nothing of what happens to clusters, because something else shows it; the agent's own troubles are still told. */
    public static void withoutEvents() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(EventLog.class).setLevel(Level.OFF);
        }
    }

    /** Writes what is still waiting, for at most a second, and stops. */
    @Override
    public void close() {
        if (factory instanceof LoggerContext context) {
            context.stop();
        }
    }

    /** Forgets what was set up before, with the root never more open than it will be. */
    private static void forget(LoggerContext context) {
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        for (Logger logger : context.getLoggerList()) {
            logger.detachAndStopAllAppenders();
            if (!logger.equals(root)) {
                logger.setLevel(null);
            }
        }
    }

    /** Libraries speak up from warnings on; returns the root logger. */
    static Logger levels(LoggerContext context, Level own) {
        context.getLogger("io.quorumwatch").setLevel(own);
        // It calls an error whatever a client sends wrongly, and every client that goes without a goodbye: whoever can
        // connect could fill the log.
        context.getLogger("io.vertx.ext.web.handler.sockjs").setLevel(Level.OFF);
        // It warns of each message that was on its way to somebody who has just stopped listening: with each reload
        // some are.
        context.getLogger("io.vertx.core.eventbus.impl.MessageConsumerImpl").setLevel(Level.ERROR);
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        return root;
    }

    static ConsoleAppender<ILoggingEvent> console(
            LoggerContext context, Encoder<ILoggingEvent> encoder, String target) {
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setTarget(target);
        encoder.setContext(context);
        encoder.start();
        console.setEncoder(encoder);
        console.start();
        return console;
    }
}
