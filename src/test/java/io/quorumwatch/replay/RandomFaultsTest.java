package io.quorumwatch.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.Topic;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.replay.AnswerSheet.Standing;
import io.quorumwatch.replay.SimulatedWatch.Names;
import io.quorumwatch.simulate.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is done to a committee, one thing after the other or several at once: nothing fires that is not true, and nothing that is
 * true is ever called well. Faults, members and times are drawn at random from the seed, restarts of the agent too, so that no rule
 * can fit them.
 */
class RandomFaultsTest {

    private static final int SECONDS = 600;

    /** One second of so many another agent takes over; it does not know when the last round was. */
    private static final int RESTART_OF_AGENT = 200;

    /** What has ended may still be said for so long; mostly it takes until the next look. */
    private static final int SLACK = 7;

    /** How long each may be true until it must be said: its hold, what mosaik takes to show it, and two looks. */
    private static final Map<String, Integer> SAID_WITHIN = Map.of(
            "member-down", 6,
            "leader-multiple", 16,
            "bond-missing", 45,
            "quorum-lost", 30,
            "round-stall", 6);

    /** Where bonds are merely counted, which one is missing may be open while another fault comes or goes; the hold begins anew then. */
    private static final int ONE_MORE_HOLD = 35;

    private static final List<Fault> FAULTS = List.of(
            Fault.KILL,
            Fault.KILL,
            Fault.RESTART,
            Fault.PAUSE,
            Fault.PARTITION,
            Fault.CUT,
            Fault.EXPIRE_TICKET,
            Fault.SLOW,
            Fault.STALL_ROUNDS);

    private final List<String> story = new ArrayList<>();
    private final Set<String> slow = new HashSet<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void nothingFiresThatIsNotTrueAndNothingTrueIsCalledWell(long seed) {
        watch(Names.ALL, false, seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 13, 23, 24})
    void norWhereLogsAreRead(long seed) {
        watch(Names.ALL, true, seed);
    }

    @ParameterizedTest
    @CsvSource({"DOCUMENTED,1", "DOCUMENTED,2", "DOCUMENTED,3", "REAL,1", "REAL,2", "REAL,3"})
    void norWhereTheMembersHaveFewerNames(Names names, long seed) {
        watch(names, false, seed);
    }

    private void watch(Names names, boolean readsLogs, long seed) {
        Random random = new Random(7919 * seed);
        SimulatedWatch watch = new SimulatedWatch(2 + random.nextInt(6), seed, readsLogs, names);
        TreeMap<Integer, Runnable> plan = plan(watch, random);
        AnswerSheet answers = new AnswerSheet();
        Set<Topic> firing = new HashSet<>();
        Map<Topic, Integer> unknownAt = new HashMap<>();
        int begunAt = -AnswerSheet.STALL;
        for (int second = 0; second < SECONDS; second++) {
            plan.getOrDefault(second, () -> {}).run();
            if (random.nextInt(RESTART_OF_AGENT) == 0) {
                watch.agentRestarts();
                firing.clear();
                begunAt = second;
                story.add("agent restarts");
            }
            watch.watchFor(Duration.ofSeconds(1));
            answers.second(watch.committee().truths(), slow);
            for (Map.Entry<Topic, Standing> answer : answers.standings().entrySet()) {
                Topic topic = answer.getKey();
                Standing standing = answer.getValue();
                VerdictState said = watch.state(topic);
                boolean stall = topic.condition().equals("round-stall");
                int judgedSince = Math.max(begunAt, unknownAt.getOrDefault(topic, -AnswerSheet.STALL))
                        + (stall ? AnswerSheet.STALL : 0);
                int known = Math.min(standing.trueFor(), second - judgedSince);
                if (known > saidWithin(topic.condition(), names)) {
                    assertThat(said)
                            .as("%s is true after %s s of %s", topic, second, story)
                            .isIn(VerdictState.FIRING, VerdictState.UNKNOWN);
                }
                if (said == VerdictState.UNKNOWN) {
                    unknownAt.put(topic, second);
                }
                if (said != VerdictState.FIRING) {
                    firing.remove(topic);
                } else if (firing.add(topic)) {
                    assertThat(standing.falseFor())
                            .as("%s is not true after %s s of %s", topic, second, story)
                            .isLessThanOrEqualTo(SLACK);
                }
            }
        }
    }

    private static int saidWithin(String condition, Names names) {
        boolean merelyCounted = names == Names.REAL && condition.equals("bond-missing");
        return SAID_WITHIN.getOrDefault(condition, 0) + (merelyCounted ? ONE_MORE_HOLD : 0);
    }

    /** Up to two faults at a time, then everything heals, and so on. */
    private TreeMap<Integer, Runnable> plan(SimulatedWatch watch, Random random) {
        TreeMap<Integer, Runnable> plan = new TreeMap<>();
        List<String> members = watch.committee().members();
        int at = 40 + random.nextInt(60);
        while (at < SECONDS) {
            for (int count = 1 + random.nextInt(2); count > 0; count--) {
                Fault fault = FAULTS.get(random.nextInt(FAULTS.size()));
                int first = random.nextInt(members.size());
                String[] victims = fault.needs() == Fault.Needs.LINK
                        ? new String[] {members.get(first), members.get((first + 1) % members.size())}
                        : new String[] {members.get(first)};
                plan.put(at, () -> inject(watch, fault, victims));
                at += 1 + random.nextInt(30);
            }
            at += 3 + random.nextInt(150);
            plan.put(at, () -> heal(watch));
            at += 10 + random.nextInt(150);
        }
        return plan;
    }

    private void inject(SimulatedWatch watch, Fault fault, String... victims) {
        if (!watch.committee().truth(victims[0]).running()) {
            return; // Nothing more can be done to it.
        }
        watch.inject(fault, victims);
        story.add(fault.word() + List.of(victims));
        if (fault == Fault.SLOW) {
            slow.add(victims[0]);
        }
    }

    private void heal(SimulatedWatch watch) {
        watch.committee().heal();
        story.add("heal");
        slow.clear();
    }
}
