package io.quorumwatch.cli;

import io.quorumwatch.Agent;
import io.quorumwatch.config.AgentConfig;
import io.quorumwatch.config.AgentConfig.AgentSettings;
import io.quorumwatch.config.AgentConfig.HttpSettings;
import io.quorumwatch.config.AgentConfig.NotifySettings;
import io.quorumwatch.config.InvalidConfigException;
import io.quorumwatch.profile.Profiles;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/** An agent that watches for some seconds on a port of its own, so that somebody can be told how things are, and stops. */
final class BriefWatch {

    /** A derived leader needs three looks, a member that is down three failed ones, and short holds 5 s. */
    static final Duration LONG_ENOUGH = Duration.ofSeconds(12);

    private final AgentConfig config;
    private final Duration length;

    BriefWatch(AgentConfig config, Duration length) {
        this.length = length;
        this.config = new AgentConfig(
                new AgentSettings(config.agent().id(), null),
                new HttpSettings("127.0.0.1", 0, null),
                new NotifySettings(List.of(), List.of()),
                config.clusters());
    }

    /** Watches, lets it be reported, and stops; returns what the report said. */
    int report(ToIntFunction<AgentAddress> report) throws InvalidConfigException, InterruptedException {
        AgentRun run = new AgentRun();
        try {
            Agent agent = run.start(config, Profiles.load(), List.of());
            CountDownLatch over = new CountDownLatch(1);
            boolean interrupted = over.await(length.toMillis(), TimeUnit.MILLISECONDS);
            assert !interrupted;
            return report.applyAsInt(AgentAddress.of(URI.create("http://" + agent.listen())));
        } finally {
            run.stop(() -> {});
        }
    }
}
