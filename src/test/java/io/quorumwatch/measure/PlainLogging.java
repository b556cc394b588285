package io.quorumwatch.measure;

import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;

/**
 * Keeps the agent's log library, which is on the same class path, out of programs that do not need one: reading its configuration
 * would make a bare application start slower than it is.
 */
final class PlainLogging {

    private PlainLogging() {}

    static void use() {
        System.setProperty("vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.JULLogDelegateFactory");
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    }
}
