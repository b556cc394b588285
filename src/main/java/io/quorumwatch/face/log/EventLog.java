package io.quorumwatch.face.log;

import io.quorumwatch.bus.Addresses;
import io.quorumwatch.bus.AgentDoubt;
import io.quorumwatch.bus.HealthReport;
import io.quorumwatch.bus.Incident;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.time.OnContext;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** Logs what is news on the bus. */
public final class EventLog extends VerticleBase {

    private static final Logger LOGGER = LoggerFactory.getLogger(EventLog.class);

    private final HealthStory health = new HealthStory();
    private final Map<String, Cluster> clusters = new HashMap<>();
    private Set<String> watched;

    /** @param watched the names of the clusters whose events are logged */
    public EventLog(Collection<String> watched) {
        this.watched = Set.copyOf(watched);
    }

    @Override
    public Future<?> start() {
        EventBus bus = vertx.eventBus();
        var reports = bus.<HealthReport>localConsumer(Addresses.HEALTH, message -> log(health.take(message.body())));
        var doubts = bus.<AgentDoubt>localConsumer(Addresses.DOUBT, message -> log(List.of(entry(message.body()))));
        var incidents = bus.<Incident>localConsumer(
                Addresses.INCIDENT, message -> log(List.of(IncidentStory.entry(message.body()))));
        return Future.all(reports.completion(), doubts.completion(), incidents.completion(), subscribe());
    }

    /** Logs events of these clusters from now on, as after a reload. May be called from any thread. */
    public Future<Void> watch(Collection<String> changed) {
        return OnContext.run(context, () -> {
            watched = Set.copyOf(changed);
            return subscribe();
        });
    }

    private Future<Void> subscribe() {
        List<Future<?>> changes = new ArrayList<>();
        Set<String> gone = new HashSet<>(clusters.keySet());
        gone.removeAll(watched);
        for (String name : gone) {
            clusters.computeIfPresent(name, (key, cluster) -> {
                cluster.consumers.forEach(consumer -> changes.add(consumer.unregister()));
                return null;
            });
        }
        for (String name : watched) {
            clusters.computeIfAbsent(name, key -> new Cluster(vertx.eventBus(), key))
                    .consumers
                    .forEach(consumer -> changes.add(consumer.completion()));
        }
        return Future.all(changes).mapEmpty();
    }

    private static final class Cluster {
        private final LookStory looks = new LookStory();
        private final VerdictStory verdicts = new VerdictStory();
        private final List<MessageConsumer<?>> consumers;

        private Cluster(EventBus bus, String name) {
            consumers = List.of(
                    bus.<MemberReading>localConsumer(Addresses.reading(name), message -> look(message.body())),
                    bus.<Verdict>localConsumer(Addresses.verdict(name), message -> log(verdicts.take(message.body()))),
                    bus.<LogEvent>localConsumer(Addresses.event(name), message -> log(LogStory.of(message.body()))));
        }

        private void look(MemberReading reading) {
            log(looks.take(reading, condition -> verdicts.stateOf(reading.member(), condition)));
        }
    }

    private static LogEntry entry(AgentDoubt doubt) {
        return LogEntry.of(Level.WARN, "state_transition", LogFields.AGENT)
                .with("state_type", "doubt")
                .with("previous", "sure")
                .with("new", "doubting")
                .with("reason", doubt.reason())
                .with("duration_ms", doubt.lostMillis())
                .with("until", doubt.until());
    }

    private static void log(List<LogEntry> news) {
        // Mostly there is none, and this is asked for each reading and each verdict.
        if (news.isEmpty()) {
            return;
        }
        for (LogEntry entry : news) {
            LoggingEventBuilder line = LOGGER.atLevel(entry.level());
            for (Map.Entry<String, @Nullable Object> field : entry.fields().entrySet()) {
                line = line.addKeyValue(field.getKey(), field.getValue());
            }
            line.log(entry.msg());
        }
    }
}
