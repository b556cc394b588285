package io.quorumwatch.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.simulate.Timeline.Event;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private final Timeline timeline = new Timeline();
    private final List<String> happened = new ArrayList<>();
    private final Sleeper sleeper = new Sleeper();

    private static final class Sleeper implements Timeline.Owner {
        private final List<Event> kept = new ArrayList<>();
        private boolean ended;
        private boolean asleep;

        @Override
        public boolean ended() {
            return ended;
        }

        @Override
        public boolean asleep() {
            return asleep;
        }

        @Override
        public void keep(Event event) {
            kept.add(event);
        }
    }

    private void at(long micros, String what) {
        timeline.at(micros, sleeper, () -> happened.add(what + "@" + timeline.now()));
    }

    @Test
    void letsThingsHappenInOrderOfTimeAndThenOfScheduling() {
        at(20, "late");
        at(10, "first");
        at(10, "second");
        timeline.runUntil(19);
        assertThat(happened).containsExactly("first@10", "second@10");
        timeline.runUntil(20);
        assertThat(happened).hasSize(3).contains("late@20");
    }

    @Test
    void forgetsWhatWasCancelled() {
        Event event = timeline.timer(5, sleeper, () -> happened.add("never"));
        event.cancel();
        timeline.runUntil(100);
        assertThat(happened).isEmpty();
        assertThat(timeline.now()).isEqualTo(100);
    }

    @Test
    void keepsASleepersEventsUntilItWakes() {
        at(5, "a");
        at(6, "b");
        sleeper.asleep = true;
        timeline.runUntil(50);
        assertThat(happened).isEmpty();
        sleeper.asleep = false;
        sleeper.kept.forEach(timeline::resume);
        timeline.runUntil(50);
        assertThat(happened).containsExactly("a@50", "b@50");
    }

    @Test
    void dropsWhatBelongsToTheEnded() {
        at(5, "never");
        sleeper.ended = true;
        timeline.runUntil(50);
        assertThat(happened).isEmpty();
    }
}
