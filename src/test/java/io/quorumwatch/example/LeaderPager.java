package io.quorumwatch.example;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.quorumwatch.Agent;
import io.quorumwatch.bus.Addresses;
import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.HealthReport;
import io.quorumwatch.bus.HealthStatus;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.config.AgentConfig;
import io.quorumwatch.config.ClusterConfig;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Pages when something is wrong with the leader of a watched cluster, and says what else is wrong at that time. */
final class LeaderPager extends VerticleBase {

    private static final Duration ANSWER = Duration.ofSeconds(1);

    private final AgentConfig config;
    private final PrometheusMeterRegistry registry;
    private final Pager pager;
    private final Set<String> paged = new HashSet<>();
    private List<String> causes = List.of();

    /**
     * @param registry the registry that the application's Vert.x measures itself with; one of its own when it does not
     */
    LeaderPager(AgentConfig config, PrometheusMeterRegistry registry, Pager pager) {
        this.config = config;
        this.registry = registry;
        this.pager = pager;
    }

    @Override
    public Future<?> start() {
        EventBus bus = vertx.eventBus();
        List<Future<?>> subscribed = new ArrayList<>();
        for (ClusterConfig cluster : config.clusters()) {
            subscribed.add(
                    bus.<Verdict>localConsumer(Addresses.verdict(cluster.name()), message -> judged(message.body()))
                            .completion());
        }
        subscribed.add(bus.<HealthReport>localConsumer(
                        Addresses.HEALTH, message -> causes = message.body().causes())
                .completion());
        return Future.all(subscribed).compose(ready -> vertx.deployVerticle(new Agent(config, registry)));
    }

    /** The status of everything at this moment, for whoever must decide now; an agent that does not answer is no reason to hope. */
    Future<HealthStatus> status() {
        return vertx.eventBus()
                .<HealthReport>request(Addresses.HEALTH, "", new DeliveryOptions().setSendTimeout(ANSWER.toMillis()))
                .map(reply -> reply.body().status())
                .otherwise(HealthStatus.NOT_READY);
    }

    private void judged(Verdict verdict) {
        if (verdict.concern() != Concern.LEADER) {
            return;
        }
        String key = verdict.watched() + "/" + verdict.condition();
        if (verdict.firing()) {
            if (paged.add(key)) {
                pager.page(
                        key,
                        "since %s: %s %s, not well: %s".formatted(verdict.since(), key, verdict.evidence(), causes));
            }
        } else if (verdict.state() == VerdictState.OK && paged.remove(key)) {
            pager.resolve(key);
        }
    }
}
