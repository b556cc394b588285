package io.quorumwatch;

import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.config.AgentConfig;
import io.vertx.core.Future;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration that is in force: what was asked for, and the same with the members that were found. Changes are applied one after
 * the other. Used on the agent's context only.
 */
final class ConfigInForce {

    private static final Logger logger = LoggerFactory.getLogger(ConfigInForce.class);

    private final WatchPlans plans;
    private final Desks desks;
    private final Judges judges;
    private final Sources sources;
    private AgentConfig asked;
    private AgentConfig found;
    private boolean heapSmall;

    /** The changes that are under way; each waits for the one before. */
    private Future<Void> applied = Future.succeededFuture();

    ConfigInForce(AgentConfig asked, WatchPlans plans, Desks desks, Judges judges, Sources sources) {
        this.asked = asked;
        this.found = asked;
        this.plans = plans;
        this.desks = desks;
        this.judges = judges;
        this.sources = sources;
    }

    /** What was asked for last. */
    AgentConfig asked() {
        return asked;
    }

    /** This is asked for from now on; what is found for something else has no effect any more. */
    void ask(AgentConfig next) {
        asked = next;
    }

    /** Whether this is what was asked for last: the very same object, since the same text may be asked for twice. */
    boolean isAsked(AgentConfig config) {
        return asked == config;
    }

    /** Lets the desks expect what was found, before anybody judges or looks. */
    Future<Void> expect(AgentConfig first) {
        found = first;
        return desks.watch(first, plans.of(first.clusters())).mapEmpty();
    }

    /** Says once that the heap is too small for that many, whether they were configured or found. */
    private void warnOfHeap(int members) {
        long room = HeapRoom.members(Runtime.getRuntime().maxMemory());
        if (members > room && !heapSmall) {
            logger.atWarn()
                    .addKeyValue("members", members)
                    .addKeyValue("room_for", room)
                    .addKeyValue("remedy", HeapRoom.options(members))
                    .log("heap_small");
        }
        heapSmall = members > room;
    }

    /** How many clusters are watched. */
    int clusters() {
        return found.clusters().size();
    }

    /** Applies what {@link #expect} was told of. */
    Future<Void> begin() {
        return apply(found);
    }

    /** Applies this configuration when the changes before it are done. */
    Future<Void> apply(AgentConfig next) {
        applied = applied.transform(before -> watch(next));
        return applied;
    }

    /** Done when all changes so far are. */
    Future<Void> applied() {
        return applied;
    }

    private Future<Void> watch(AgentConfig next) {
        found = next;
        warnOfHeap(next.memberCount());
        List<WatchPlan> present = plans.of(next.clusters());
        return Future.join(desks.watch(next, present), judges.watch(present))
                .compose(judged -> sources.apply(next.clusters()));
    }
}
