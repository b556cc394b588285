package io.quorumwatch.cli;

import io.quorumwatch.source.exposition.Page;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what a page means to a profile, for {@code inspect}. */
public interface ProfileExplainer {

    /** The names of the profiles. */
    Set<String> profiles();

    /** The roles of a profile's members, the default one first. Only called with a name of {@link #profiles()}. */
    List<String> roles(String profile);

    /** What a single page of a member of this role says. Only called with names of {@link #profiles()} and {@link #roles}. */
    Explanation explain(String profile, String role, Page page);

    /**
     * @param found the signals that the page gives
     * @param missing the signals that it should give and does not
     */
    record Explanation(List<FoundSignal> found, List<MissingSignal> missing) {

        public Explanation {
            found = List.copyOf(found);
            missing = List.copyOf(missing);
        }
    }

    /**
     * A signal that a page gives.
     *
     * @param signal its word
     * @param value its number; null when one page does not suffice to tell it
     * @param origin one word for where it comes from, such as {@code documented} or {@code fallback}
     * @param families the metric families that it is made of
     */
    record FoundSignal(String signal, @Nullable Double value, String origin, List<String> families) {

        public FoundSignal {
            families = List.copyOf(families);
        }
    }
}
