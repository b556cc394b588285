package io.quorumwatch.profile.reading;

import io.quorumwatch.bus.Signals;
import io.quorumwatch.source.scrape.Look;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a kind of system needs beyond data: which series are the cluster's, and signals concluded from how pages change. */
@FunctionalInterface
public interface Deriver {

    /** Concludes nothing. */
    Deriver NONE = (look, page, restarted) -> Derivation.NOTHING;

    /** Takes in the pages of one cluster in their order. */
    Derivation derive(Look look, PageIndex page, boolean restarted);

    /** The cluster has only these members from now on: what is remembered of others is forgotten. */
    default void keepOnly(Set<String> members) {}

    /**
     * @param scope which series of the page are the cluster's
     * @param signals the signals for sources that are {@code derived}
     * @param group the label of the member's group as far as it is known, also when it is not the cluster's
     * @param network the label of the member's network, when the page has one
     */
    record Derivation(
            Scope scope,
            Signals signals,
            @Nullable String group,
            @Nullable String network) {

        public static final Derivation NOTHING = new Derivation(Scope.ALL, Signals.NONE, null, null);
    }
}
