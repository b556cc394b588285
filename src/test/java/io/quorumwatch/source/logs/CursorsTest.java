package io.quorumwatch.source.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How long it is remembered where a log that is not followed any more was left. */
class CursorsTest {

    private static final Duration START = Duration.ofHours(7);

    private final Cursors cursors = new Cursors(null);

    CursorsTest() {
        cursors.put("acme/s1", "one");
        cursors.put("acme/s2", "two");
    }

    private void followed(Duration after, String... logs) {
        cursors.retain(Set.of(logs), START.plus(after));
    }

    @Test
    void anAgentThatFollowsNothingYetForgetsNothing() {
        followed(Duration.ZERO);
        assertThat(cursors.get("acme/s1")).isEqualTo("one");
        assertThat(cursors.get("acme/s2")).isEqualTo("two");
    }

    @Test
    void aLogThatIsAwayForADayIsForgotten() {
        followed(Duration.ZERO, "acme/s1");
        followed(Duration.ofHours(23), "acme/s1");
        assertThat(cursors.get("acme/s2")).isEqualTo("two");
        followed(Duration.ofHours(24), "acme/s1");
        assertThat(cursors.get("acme/s2")).isNull();
        assertThat(cursors.get("acme/s1")).isEqualTo("one");
    }

    @Test
    void aLogThatComesBackBeginsItsDayAnew() {
        followed(Duration.ZERO, "acme/s1");
        followed(Duration.ofHours(20), "acme/s1", "acme/s2");
        followed(Duration.ofHours(30), "acme/s1");
        followed(Duration.ofHours(53), "acme/s1");
        assertThat(cursors.get("acme/s2")).isEqualTo("two");
        followed(Duration.ofHours(54), "acme/s1");
        assertThat(cursors.get("acme/s2")).isNull();
    }
}
