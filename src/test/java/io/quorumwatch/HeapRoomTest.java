package io.quorumwatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeapRoomTest {

    private static final long MEGABYTE = 1024 * 1024;

    /** What Java says of a heap: one of the two rooms of survivors is left out. */
    private static long counted(String options) {
        assertThat(options).matches("-Xms(\\d+)m -Xmx\\1m");
        return (Long.parseLong(options.substring(4, options.indexOf('m', 4))) - 14) * MEGABYTE;
    }

    @Test
    void theUsualHeapHasRoomForAThousandMembersAndNotForTwo() {
        long usual = counted("-Xms130m -Xmx130m");
        assertThat(HeapRoom.members(usual)).isBetween(1000L, 1500L);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 2004, 50_000, 1_000_000})
    void theHeapThatIsAskedForHasRoomForThemAll(int members) {
        assertThat(HeapRoom.members(counted(HeapRoom.options(members)))).isBetween((long) members, members + 100L);
    }

    @Test
    void aHeapThatIsTooSmallForTheAgentItselfHasRoomForNobody() {
        assertThat(HeapRoom.members(16 * MEGABYTE)).isZero();
    }
}
