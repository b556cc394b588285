package io.quorumwatch.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Looks at a committee as a watcher does: at every member each second, a few milliseconds apart and in no fixed order. For tests of
 * judges in virtual time.
 */
public final class VirtualLooks {

    private static final int MOST_JITTER_MILLIS = 40;
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration DEADLINE = Duration.ofMillis(900);

    /**
     * One look.
     *
     * @param at when it was asked
     * @param member who was asked
     * @param answer the page or the failure; an answer after 900 ms is a time-out
     */
    public record VirtualLook(Instant at, String member, PageAnswer answer) {

        /** When its answer is there, or it is given up. */
        public Instant answeredAt() {
            return at.plus(answer.delay());
        }
    }

    private final SimulatedCommittee committee;
    private final Random jitter;
    private Instant tick;

    /** Looks from the committee's present time on. */
    public VirtualLooks(SimulatedCommittee committee) {
        this.committee = committee;
        this.jitter = new Random(committee.options().seed() + 1);
        this.tick = committee.time();
    }

    /** One tick: a look at every member, in the order in which they are answered; a second later the next tick is due. */
    public List<VirtualLook> next() {
        record Due(Instant at, String member) {}
        List<Due> due = new ArrayList<>();
        for (String member : committee.members()) {
            due.add(new Due(tick.plusMillis(jitter.nextInt(MOST_JITTER_MILLIS)), member));
        }
        due.sort(Comparator.comparing(Due::at));
        List<VirtualLook> looks = due.stream()
                .map(each -> new VirtualLook(
                        each.at(),
                        each.member(),
                        committee.page(each.member(), each.at()).within(DEADLINE)))
                .sorted(Comparator.comparing(VirtualLook::answeredAt))
                .toList();
        tick = tick.plus(PERIOD);
        return looks;
    }

    /** All ticks of the duration from where it stands, each look given on in order. */
    public void lookFor(Duration duration, Consumer<VirtualLook> watcher) {
        Instant end = tick.plus(duration);
        while (tick.isBefore(end)) {
            next().forEach(watcher);
        }
    }
}
