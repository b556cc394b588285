package io.quorumwatch.judge;

import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.catalogue.Condition;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where rules put what they find. In every assessment each condition of the concern is put once for each subject it applies to;
 * a subject that is not named any more is forgotten. Evidence is only asked for when a verdict is sent.
 */
public interface Findings {

    /**
     * The condition is true.
     *
     * @param subject the member or link that it is about, null for the cluster as a whole
     * @param since since when it has been true, as far as is known
     * @param atMost how loud it may become on what is known now
     * @param evidence the facts behind it
     */
    void isTrue(
            Condition condition,
            @Nullable String subject,
            Instant since,
            Severity atMost,
            Supplier<Map<String, Object>> evidence);

    /** The condition is true, and may become as loud as it can. */
    default void isTrue(
            Condition condition, @Nullable String subject, Instant since, Supplier<Map<String, Object>> evidence) {
        isTrue(condition, subject, since, Severity.CRITICAL, evidence);
    }

    /** The condition is not true, and that is seen. */
    void isFalse(Condition condition, @Nullable String subject, Supplier<Map<String, Object>> evidence);

    /** It cannot be seen whether the condition is true. */
    void isUnknown(
            Condition condition,
            @Nullable String subject,
            UnknownReason reason,
            Supplier<Map<String, Object>> evidence);
}
