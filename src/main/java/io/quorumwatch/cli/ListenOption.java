package io.quorumwatch.cli;

import io.quorumwatch.config.AgentConfig;
import io.quorumwatch.config.AgentConfig.HttpSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The {@code --listen} of commands that serve. */
final class ListenOption {

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "Where to listen, instead of what the configuration says; port 0 picks one and logs it")
    private @Nullable String listen;

    /** The configuration with what was said here. */
    AgentConfig applyTo(AgentConfig config) {
        HttpSettings http = config.http();
        return listen == null
                ? config
                : new AgentConfig(config.agent(), parse(listen, http), config.notification(), config.clusters());
    }

    private static HttpSettings parse(String text, HttpSettings http) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon).replaceAll("^\\[|\\]$", "");
        int port = colon < 0 ? -1 : port(text.substring(colon + 1));
        if (host.isEmpty() || port < 0) {
            throw CommandFailure.usage(
                    "--listen: found '" + text + "', expected HOST:PORT such as 127.0.0.1:9745 or [::1]:0");
        }
        return new HttpSettings(host, port, http.webConfigFile());
    }

    private static int port(String digits) {
        if (!digits.matches("[0-9]{1,5}")) {
            return -1;
        }
        int port = Integer.parseInt(digits);
        return port > 65535 ? -1 : port;
    }
}
