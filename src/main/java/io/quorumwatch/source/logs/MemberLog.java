package io.quorumwatch.source.logs;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.config.MemberConfig.LogSource;
import io.quorumwatch.time.AgentClock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes events of what a follower says of one member's log. Used from one context. */
final class MemberLog implements LogFollower.Listener {

    private static final Logger logger = LoggerFactory.getLogger(MemberLog.class);

    private final String watched;
    private final MemberConfig member;
    private final String key;
    private final Outlet outlet;
    private final AgentClock clock;

    /**
     * Where events go, and what is remembered.
     *
     * @param reader the cluster's present reader
     * @param publisher takes the events in their order
     */
    record Outlet(Supplier<EventReader> reader, Consumer<LogEvent> publisher, Cursors cursors, LogTally tally) {}

    MemberLog(String watched, MemberConfig member, LogSource source, Outlet outlet, AgentClock clock) {
        this.watched = watched;
        this.member = member;
        this.outlet = outlet;
        this.clock = clock;
        key = cursorKey(watched, member.name(), source);
    }

    /** What the log's cursor is kept under: another source of the same member begins anew. */
    static String cursorKey(String watched, String member, LogSource source) {
        return watched + "/" + member + " " + source.kind() + " " + new TreeMap<>(source.settings());
    }

    /** The name in counts: {@code cluster/member}. */
    String name() {
        return watched + "/" + member.name();
    }

    String cursorKey() {
        return key;
    }

    @Override
    public void lines(LineBatch batch) {
        // What was lost is counted before anybody hears of what came after it.
        outlet.tally().dropped(batch.dropped());
        Instant now = clock.wall();
        EventReader reader = outlet.reader().get();
        long unknown = reader.unstructured();
        for (String line : batch.lines()) {
            LogEvent event = reader.read(member.name(), line, now);
            outlet.tally().read(event != null);
            if (event != null) {
                outlet.publisher().accept(event);
            }
        }
        outlet.tally().unparseable(reader.unstructured() - unknown);
        if (batch.cursor() != null) {
            outlet.cursors().put(key, batch.cursor());
        }
    }

    @Override
    public void followed() {
        outlet.tally().followed(name());
        say(EventKind.LOG_FOLLOWED, Map.of());
    }

    @Override
    public void lost(LossReason reason, String error) {
        outlet.tally().lost(name(), reason);
        say(EventKind.LOG_LOST, Map.of("reason", reason.word(), "error", error));
    }

    @Override
    public void gap(String error) {
        logger.atWarn()
                .addKeyValue("cluster_id", watched)
                .addKeyValue("target_member", member.name())
                .addKeyValue("error", error)
                .log("log_gap");
    }

    /** It is not followed any more. */
    void gone() {
        outlet.tally().gone(name());
    }

    private void say(EventKind kind, Map<String, String> fields) {
        Instant now = clock.wall();
        outlet.publisher().accept(new LogEvent(watched, member.name(), member.role(), now, now, kind, fields, ""));
    }
}
