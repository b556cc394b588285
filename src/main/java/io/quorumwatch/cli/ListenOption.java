package io.quorumwatch.cli;

import io.quorumwatch.config.AgentConfig;
import io.quorumwatch.config.AgentConfig.HttpSettings;
import io.quorumwatch.config.ListenAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The {@code --listen} of commands that serve. */
final class ListenOption {

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "Where to listen, instead of what the configuration says; port 0 picks one and logs it")
    private @Nullable String listen;

    /** Takes what was said without picocli. */
    void set(@Nullable String address) {
        listen = address;
    }

    /** The configuration with what was said here. */
    AgentConfig applyTo(AgentConfig config) {
        if (listen == null) {
            return config;
        }
        ListenAddress address = ListenAddress.parse(listen);
        if (address == null) {
            throw CommandFailure.usage("--listen: found '" + listen + "'; give " + ListenAddress.ALLOWED
                    + ", such as 127.0.0.1:9745 or [::1]:0");
        }
        HttpSettings http =
                new HttpSettings(address.host(), address.port(), config.http().webConfigFile());
        return new AgentConfig(config.agent(), http, config.notification(), config.clusters());
    }
}
