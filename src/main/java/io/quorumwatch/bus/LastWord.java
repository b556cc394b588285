package io.quorumwatch.bus;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last word of a judge on one topic. What stands is repeated every few seconds for days: a verdict that says the same as the one
 * before it is not kept in its place, so that of ten thousand remembered verdicts none is replaced while nothing happens. Not for use by
 * several threads.
 */
public final class LastWord implements OnTopic {

    private Verdict verdict;

    /** Milliseconds since 1970; an {@link Instant} would be one more object for each repetition. */
    private long saidAt;

    public LastWord(Verdict first) {
        verdict = first;
        saidAt = first.at().toEpochMilli();
    }

    /**
     * Takes in the next word on whatever topic.
     *
     * @return whether it says anything else than what is remembered, be it other facts behind the same state
     */
    public static boolean hear(TopicTable<LastWord> words, Verdict next) {
        LastWord known = words.get(next);
        if (known == null) {
            words.put(new LastWord(next));
        }
        return known == null || known.hear(next);
    }

    /**
     * Takes in the next word on the same topic.
     *
     * @return whether it says anything else, be it other facts behind the same state
     */
    public boolean hear(Verdict next) {
        saidAt = next.at().toEpochMilli();
        boolean other = !next.repeats(verdict);
        if (other) {
            verdict = next;
        }
        return other;
    }

    /** What was said; its {@link Verdict#at} is when it was said so for the first or the second time. */
    public Verdict verdict() {
        return verdict;
    }

    /** Whether it was last said before that time, to the millisecond. */
    public boolean saidBefore(Instant time) {
        return saidAt < time.toEpochMilli();
    }

    /** Whether it was last said after that time, to the millisecond. */
    public boolean saidAfter(Instant time) {
        return saidAt > time.toEpochMilli();
    }

    @Override
    public String condition() {
        return verdict.condition();
    }

    @Override
    public @Nullable String subject() {
        return verdict.subject();
    }
}
