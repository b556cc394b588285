package io.quorumwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.Addresses;
import io.quorumwatch.bus.BusCodec;
import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Signals;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.round.RoundFinalityTimer;
import io.quorumwatch.testing.TestClusters;
import io.quorumwatch.time.AgentClock;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A judge on the bus whose clocks do what clocks do: they stand still with the process, and the wall clock is moved. */
@ExtendWith(VertxExtension.class)
class ConcernWatcherVertxTest {

    private static final int BOUND_SECONDS = 10;
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** Heard after all that was said before. */
    private static final Verdict END_OF_LOOK = new Verdict(
            "acme",
            Concern.ROUND,
            "end-of-look",
            null,
            VerdictState.OK,
            VerdictState.OK,
            Severity.INFO,
            Instant.EPOCH,
            Instant.EPOCH,
            "ok",
            Map.of());

    private final BlockingQueue<Verdict> ends = new LinkedBlockingQueue<>();
    private final WatchPlan plan = WatchPlan.of(
            TestClusters.of("acme", "zipnet", Map.of(), "server-1", "server-2", "server-3"),
            Set.of("committee"),
            Map.of());
    private final MovedClock clock = new MovedClock();
    private final RoundFinalityTimer timer = new RoundFinalityTimer(clock, List.of(plan));
    private final Queue<Verdict> said = new ConcurrentLinkedQueue<>();
    private Vertx vertx;
    private long looks;
    private long rounds;

    /** Two clocks that stand still until they are moved, each for itself where a test wants that. */
    private static final class MovedClock implements AgentClock {
        private volatile Instant wall = Instant.parse("2026-01-01T12:00:00Z");
        private volatile long nanos;

        @Override
        public Instant wall() {
            return wall;
        }

        @Override
        public long nanos() {
            return nanos;
        }

        void pass(Duration by) {
            move(by);
            nanos = nanos + by.toNanos();
        }

        void move(Duration by) {
            wall = wall.plus(by);
        }
    }

    @BeforeEach
    void deploy(Vertx started) throws Exception {
        vertx = started;
        BusCodec.registerAll(vertx.eventBus());
        vertx.eventBus().<Verdict>localConsumer(Addresses.verdict("acme"), message -> {
            if (message.body() == END_OF_LOOK) {
                ends.add(message.body());
            } else if (message.body().condition().equals("round-stall")) {
                said.add(message.body());
            }
        });
        assertThat(vertx.deployVerticle(timer).await(BOUND_SECONDS, TimeUnit.SECONDS))
                .isNotEmpty();
    }

    /** A look at each member, a second after the last; a round every third second where there are rounds. */
    private void looks(int count, boolean withRounds) throws Exception {
        for (int i = 0; i < count; i++) {
            clock.pass(LOOK);
            looks++;
            rounds += withRounds && looks % 3 == 0 ? 1 : 0;
            for (String member : List.of("server-1", "server-2", "server-3")) {
                page(member, clock.wall());
            }
            judged();
        }
    }

    private void page(String member, Instant at) {
        Signals.Builder signals = new Signals.Builder();
        signals.set(Signal.IN_GROUP, 1);
        signals.set(Signal.LEADS, member.equals("server-1") ? 1 : 0);
        signals.set(Signal.HEARS_LEADER, 1);
        signals.set(Signal.BONDS, 2);
        signals.set(Signal.COMMIT_INDEX, 100 + rounds);
        signals.set(Signal.ROUNDS_FINALIZED, 50 + rounds);
        signals.set(Signal.GROUP_ACTIVITY, 10 * looks);
        vertx.eventBus()
                .publish(
                        Addresses.reading("acme"),
                        new MemberReading(
                                "acme",
                                member,
                                "committee",
                                at,
                                at,
                                null,
                                false,
                                false,
                                signals.build(),
                                Map.of(),
                                null,
                                null,
                                null));
    }

    /** Its context has done what was asked of it before, and what it said has been heard. */
    private void judged() throws Exception {
        assertThat(timer.watch(List.of(plan)).await(BOUND_SECONDS, TimeUnit.SECONDS))
                .isNull();
        vertx.eventBus().publish(Addresses.verdict("acme"), END_OF_LOOK);
        assertThat(ends.poll(BOUND_SECONDS, TimeUnit.SECONDS)).isNotNull();
    }

    private List<VerdictState> states() {
        return said.stream().map(Verdict::state).distinct().toList();
    }

    private Verdict last() {
        return said.stream().reduce((earlier, later) -> later).orElseThrow();
    }

    @Test
    void aStallIsSeenAlsoAfterTheClockWasSetBack() throws Exception {
        looks(60, true);
        clock.move(Duration.ofHours(-1));
        looks(10, true);
        assertThat(states()).doesNotContain(VerdictState.PENDING, VerdictState.FIRING);

        looks(60, false);

        assertThat(last().state()).isEqualTo(VerdictState.FIRING);
        assertThat(last().since()).isBefore(clock.wall());
    }

    @Test
    void noRoundIsMissedForAClockThatWasSetForward() throws Exception {
        looks(60, true);
        clock.move(Duration.ofHours(1));
        looks(60, true);
        assertThat(said).anyMatch(verdict -> verdict.reason().equals("clock-jumped"));
        assertThat(states()).doesNotContain(VerdictState.PENDING, VerdictState.FIRING);
    }

    /** It was asked for before the clock was set back, and is answered in a time that has not come yet. */
    @Test
    void anAnswerFromBeforeTheClockWasSetBackHidesNoStall() throws Exception {
        looks(60, true);
        Instant before = clock.wall();
        clock.move(Duration.ofHours(-1));
        looks(1, true);
        rounds++;
        page("server-2", before);
        judged();

        looks(60, false);

        assertThat(last().state()).isEqualTo(VerdictState.FIRING);
    }

    /** Nobody has told of the pause when the first page comes: the alarm and the page are first. */
    @Test
    void noHoldRunsOutWhileTheAgentItselfStandsStill() throws Exception {
        looks(60, true);
        looks(5, false);
        said.clear();
        clock.pass(Duration.ofMinutes(10));
        looks(1, false);
        assertThat(states()).doesNotContain(VerdictState.FIRING);
        assertThat(last().reason()).isEqualTo("paused");
    }
}
