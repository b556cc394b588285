package io.quorumwatch.judge.watcher;

import static io.quorumwatch.catalogue.Condition.CONFIG_RELOAD_FAILED;
import static io.quorumwatch.catalogue.Condition.WATCHER_PAUSED;

import io.quorumwatch.bus.AgentDoubt;
import io.quorumwatch.bus.Concern;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.Evidence;
import io.quorumwatch.judge.Findings;
import io.quorumwatch.judge.Rules;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the agent must say about itself: that it was paused, and that a new configuration was refused. */
final class SelfRules implements Rules {

    private AgentDoubt doubt = AgentDoubt.NONE;
    private @Nullable Instant refusedAt;
    private String refusal = "";

    @Override
    public Concern concern() {
        return Concern.WATCHER;
    }

    void doubt(AgentDoubt newDoubt) {
        doubt = newDoubt;
    }

    /** A new configuration was refused; it counts until one is accepted. */
    void reloadFailed(Instant at, String why) {
        refusedAt = at;
        refusal = why;
    }

    void reloaded() {
        refusedAt = null;
    }

    @Override
    public void assess(Instant now, ClusterView view, Findings findings) {
        Supplier<Map<String, Object>> pause = () -> new Evidence()
                .with("kind", doubt.reason())
                .number("lost_ms", doubt.lostMillis())
                .get();
        if (now.isBefore(doubt.pagesAfter())) {
            findings.isTrue(WATCHER_PAUSED, null, doubt.at(), pause);
        } else {
            findings.isFalse(WATCHER_PAUSED, null, pause);
        }
        Instant refused = refusedAt;
        Supplier<Map<String, Object>> reload = () ->
                new Evidence().with("error", refused == null ? null : refusal).get();
        if (refused == null) {
            findings.isFalse(CONFIG_RELOAD_FAILED, null, reload);
        } else {
            findings.isTrue(CONFIG_RELOAD_FAILED, null, refused, reload);
        }
    }

    @Override
    public Instant nextDeadline(Instant now) {
        return doubt.pagesAfter().isAfter(now) ? doubt.pagesAfter() : Instant.MAX;
    }
}
