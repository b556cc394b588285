package io.quorumwatch.simulate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A named course of faults.
 *
 * @param name its name on the command line
 * @param description what it shows, for people
 * @param length when everything that it shows has been seen
 * @param steps what is done when, in order of time
 */
public record Scenario(String name, String description, Duration length, List<Step> steps) {

    /**
     * One step.
     *
     * @param after how long after the beginning
     * @param fault what is injected; null heals everything
     * @param targets whom it is done to, as {@link SimulatedCommittee#targets} understands them; a step whose target does not exist in a
     *     smaller committee is left out
     */
    public record Step(Duration after, @Nullable Fault fault, List<String> targets) {
        public Step {
            targets = List.copyOf(targets);
        }
    }

    public Scenario {
        steps = List.copyOf(steps);
    }

    /** The scenario of that name, or nothing. */
    public static Optional<Scenario> of(String name) {
        return ALL.stream().filter(scenario -> scenario.name.equals(name)).findFirst();
    }

    /** All scenarios, calmest first. */
    public static final List<Scenario> ALL = List.of(
            scenario("healthy", "nothing happens: a watcher keeps quiet", 120),
            scenario(
                    "follower-kill",
                    "a follower dies and comes back: one member down, rounds stand still meanwhile",
                    120,
                    at(30, Fault.KILL, "follower-1"),
                    heal(75)),
            scenario(
                    "leader-kill",
                    "the leader dies and comes back: a new leader within seconds, rounds stand still meanwhile",
                    120,
                    at(30, Fault.KILL, "leader"),
                    heal(75)),
            scenario(
                    "leader-pause",
                    "the leader freezes for 15 s and wakes as an old leader",
                    120,
                    at(30, Fault.PAUSE, "leader"),
                    heal(45)),
            scenario(
                    "partition",
                    "the leader's side and the others part: two leaders, two histories",
                    150,
                    at(30, Fault.PARTITION, "minority"),
                    heal(95)),
            scenario(
                    "link-cut",
                    "two followers lose each other: two bonds are missing and nothing else happens",
                    140,
                    at(30, Fault.CUT, "follower-1", "follower-2"),
                    heal(100)),
            scenario(
                    "leader-cut",
                    "the leader and a follower lose each other: leadership moves, and the old leader may not notice",
                    160,
                    at(30, Fault.CUT, "leader", "follower-1"),
                    heal(110)),
            scenario(
                    "ticket-expires",
                    "a follower's ticket expires: it is expelled and goes on alone",
                    150,
                    at(30, Fault.EXPIRE_TICKET, "follower-1"),
                    heal(120)),
            scenario(
                    "rolling-restart",
                    "every member is restarted, one after the other",
                    330,
                    at(30, Fault.RESTART, "member-1"),
                    at(60, Fault.RESTART, "member-2"),
                    at(90, Fault.RESTART, "member-3"),
                    at(120, Fault.RESTART, "member-4"),
                    at(150, Fault.RESTART, "member-5"),
                    at(180, Fault.RESTART, "member-6"),
                    at(210, Fault.RESTART, "member-7"),
                    at(240, Fault.RESTART, "member-8"),
                    at(270, Fault.RESTART, "member-9")),
            scenario(
                    "majority-kill",
                    "most members die at once: the survivors go on with a smaller committee",
                    160,
                    at(30, Fault.KILL, "majority"),
                    heal(90)),
            scenario(
                    "split-at-start",
                    "two members never bond, but their gauges say they did: two leaders from the first election on",
                    120,
                    at(0, Fault.HALF_BOND, "member-1", "member-2"),
                    heal(70)),
            scenario(
                    "round-stall",
                    "a member withholds its shares: commits go on, rounds do not",
                    120,
                    at(30, Fault.STALL_ROUNDS, "follower-1"),
                    heal(80)),
            scenario(
                    "slow-member",
                    "a member answers late and in drops; the committee is well",
                    100,
                    at(30, Fault.SLOW, "follower-1"),
                    heal(60)),
            scenario(
                    "no-participants",
                    "rounds are finalized with nobody in them, which only logs show",
                    120,
                    at(30, Fault.NO_PARTICIPANTS),
                    heal(80)));

    private static Scenario scenario(String name, String description, long seconds, Step... steps) {
        return new Scenario(name, description, Duration.ofSeconds(seconds), List.of(steps));
    }

    private static Step at(long seconds, Fault fault, String... targets) {
        return new Step(Duration.ofSeconds(seconds), fault, List.of(targets));
    }

    private static Step heal(long seconds) {
        return new Step(Duration.ofSeconds(seconds), null, List.of());
    }
}
