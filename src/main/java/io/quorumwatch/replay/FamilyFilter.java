package io.quorumwatch.replay;

import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which metric families of a recording a replay may see, so that one recording shows how well judges cope with less. */
public final class FamilyFilter implements Predicate<String> {

    /** Everything is seen. */
    public static final FamilyFilter NONE = new FamilyFilter(null, null);

    private final @Nullable Pattern hidden;
    private final @Nullable Set<String> only;

    /**
     * @param hidden families in whose name the pattern is found are not seen; null for none
     * @param only if not null, no other families are seen
     */
    public FamilyFilter(@Nullable Pattern hidden, @Nullable Set<String> only) {
        this.hidden = hidden;
        this.only = only == null ? null : Set.copyOf(only);
    }

    /** Whether the family is seen. */
    @Override
    public boolean test(String family) {
        return (only == null || only.contains(family))
                && (hidden == null || !hidden.matcher(family).find());
    }
}
