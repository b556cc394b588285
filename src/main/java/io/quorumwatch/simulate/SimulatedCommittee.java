package io.quorumwatch.simulate;

import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.simulate.Scenario.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A whole committee in virtual time: members that bond, elect, commit and finalize rounds, export pages as real ones do, and suffer what
 * is done to them.
 *
 * <p>Deterministic: the same options, start and calls give the same pages, byte by byte. Looking at pages does not change the course of
 * events. No clock, no thread; not safe for use by several threads at a time. An hour of a committee of three costs
 * less than a second of processor time.
 */
public final class SimulatedCommittee {

    private final Universe universe;
    private final FaultInjector injector;
    private final Targets targets;

    /** A committee whose members all start at the instant. */
    public SimulatedCommittee(CommitteeOptions options, Instant start) {
        this(options, start, CommitteeObserver.NONE);
    }

    /** A committee whose members all start at the instant and tell the observer what they would log. */
    public SimulatedCommittee(CommitteeOptions options, Instant start, CommitteeObserver observer) {
        this.universe = new Universe(options, start, observer);
        this.injector = new FaultInjector(universe);
        this.targets = new Targets(universe);
        options.names().forEach(injector::start);
    }

    public CommitteeOptions options() {
        return universe.options;
    }

    /** The members' names, in order. */
    public List<String> members() {
        return universe.options.names();
    }

    /** The present virtual time. */
    public Instant time() {
        return universe.time();
    }

    /** Lets everything happen until the instant. One that has passed already changes nothing. */
    public void advanceTo(Instant instant) {
        universe.timeline.runUntil(universe.micros(instant));
    }

    public void advance(Duration duration) {
        advanceTo(time().plus(duration));
    }

    /**
     * Advances to the instant and looks at the member. The order of families and series depends on the seed, the member and the instant.
     *
     * @throws UnknownMemberException when there is no such member
     */
    public PageAnswer page(String member, Instant at) {
        known(member);
        advanceTo(at);
        MemberProcess process = universe.process(member);
        if (process == null) {
            return new PageAnswer(null, ScrapeFailure.REFUSED, PageAnswer.PROMPT);
        }
        if (process.asleep()) {
            return new PageAnswer(null, ScrapeFailure.TIMEOUT, PageAnswer.SLOW);
        }
        Random order = new Random(31 * (31 * universe.options.seed() + universe.timeline.now()) + member.hashCode());
        boolean slow = universe.faults.isOn(Fault.SLOW, member);
        return new PageAnswer(
                MemberPage.of(process, universe.options, order), null, slow ? PageAnswer.SLOW : PageAnswer.PROMPT);
    }

    /** What is true of the member now. */
    public MemberTruth truth(String member) {
        known(member);
        MemberProcess process = universe.process(member);
        return process == null ? MemberTruth.gone(member) : MemberTruth.of(process);
    }

    /** What is true of each member now, in the order of their names. */
    public List<MemberTruth> truths() {
        return members().stream().map(this::truth).toList();
    }

    /** The leader; of several the one with the highest term. A frozen process does not count. */
    public Optional<String> leader() {
        return targets.leader();
    }

    /** The id by which the member's peers name it in their pages. */
    public String identity(String member) {
        known(member);
        return Identities.peer(member);
    }

    /** The label of the committee's group on the pages. */
    public String committeeGroup() {
        return Identities.group(universe.options, GroupKind.COMMITTEE);
    }

    /**
     * Whom the fault would be done to now.
     *
     * @param given names, or words: {@code leader}, {@code follower-1}, {@code member-1}, {@code majority} (the leader and enough others),
     *     {@code minority} (the leader and as many others as stay one). Nothing means the usual target: the leader for {@link Fault#KILL} and
     *     {@link Fault#PAUSE}, its side for {@link Fault#PARTITION}, else followers. One end of a link is enough.
     * @throws UnknownMemberException when there is no such member
     * @throws IllegalArgumentException when the fault needs more members or fewer
     */
    public List<String> targets(Fault fault, List<String> given) {
        List<String> members = targets.resolve(fault, given);
        if (!injector.fits(fault, members)) {
            throw new IllegalArgumentException(fault.word() + " needs " + needs(fault) + ", not "
                    + (members.isEmpty() ? "nobody" : String.join(", ", members)));
        }
        return members;
    }

    private static String needs(Fault fault) {
        return switch (fault.needs()) {
            case NOTHING -> "no member";
            case MEMBER -> "a member";
            case LINK -> "two members";
            case SIDE -> "the members of one side";
        };
    }

    /**
     * Does the fault now to the members meant, see {@link #targets}.
     *
     * @throws IllegalArgumentException as {@link #targets} does
     * @throws IllegalStateException when a member to be paused has no process
     */
    public void inject(Fault fault, String... given) {
        injector.inject(fault, targets(fault, List.of(given)));
    }

    /** Heals everything now: processes start or wake, links carry, tickets are renewed. Bonds come back in their own time. */
    public void heal() {
        injector.heal();
    }

    public List<ActiveFault> activeFaults() {
        return universe.faults.active();
    }

    /** Plays the scenario from now on, beside whatever else is done. */
    public void play(Scenario scenario) {
        for (Step step : scenario.steps()) {
            universe.timeline.after(Universe.micros(step.after()), null, () -> play(step));
        }
    }

    private void play(Step step) {
        if (step.fault() == null) {
            injector.heal();
            return;
        }
        List<String> members = targets.resolve(step.fault(), step.targets());
        if (injector.fits(step.fault(), members)) {
            injector.inject(step.fault(), members);
        }
    }

    private void known(String member) {
        if (!members().contains(member)) {
            throw new UnknownMemberException(member, members());
        }
    }
}
