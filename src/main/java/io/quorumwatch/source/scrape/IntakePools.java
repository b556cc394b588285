package io.quorumwatch.source.scrape;

import io.netty.util.concurrent.FastThreadLocal;
import io.quorumwatch.source.exposition.ExpositionParser;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The intakes of all clusters. Those clusters of an event loop that want the same of a page share a pool: a thousand members then
 * need a handful of parsers, which stay in the processor's caches, and not a thousand.
 */
final class IntakePools {

    private final ScrapeSettings settings;
    private final FastThreadLocal<Map<Set<String>, Shared>> ofLoop = new FastThreadLocal<>() {
        @Override
        protected Map<Set<String>, Shared> initialValue() {
            return new HashMap<>();
        }
    };

    IntakePools(ScrapeSettings settings) {
        this.settings = settings;
    }

    /** A pool and how many clusters of its event loop use it. */
    private static final class Shared {
        private final IntakePool pool;
        private int users;

        private Shared(IntakePool pool) {
            this.pool = pool;
        }
    }

    /** The pool of this event loop for pages of which these families are wanted; to be given up by {@link #leave} on the same loop. */
    IntakePool join(Set<String> wanted) {
        Shared shared = ofLoop.get().computeIfAbsent(Set.copyOf(wanted), families -> new Shared(pool(families)));
        shared.users++;
        return shared.pool;
    }

    /** Gives the pool up; the last one closes it. */
    void leave(Set<String> wanted) {
        ofLoop.get().computeIfPresent(Set.copyOf(wanted), (families, shared) -> {
            shared.users--;
            if (shared.users > 0) {
                return shared;
            }
            shared.pool.close();
            return null;
        });
    }

    private IntakePool pool(Set<String> wanted) {
        ExpositionParser first = new ExpositionParser(wanted, settings.limits());
        return new IntakePool(() -> new PageIntake(first.forAnotherMember(), settings.bodyBytes()));
    }
}
