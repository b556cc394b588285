package io.quorumwatch.simulate;

import io.quorumwatch.simulate.CommitteeEvent.Kind;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * zipnet's rounds on one member: the leader opens one every round period, every member submits its share, and the round is finalized when
 * all shares are there. A round that lacks one is given up after the round deadline and the next is opened. So a committee of N commits
 * N + 1 entries for each round, and one that lacks a member commits N entries for each deadline and finalizes nothing.
 */
final class Rounds implements Replica {

    /** How long a proposal may be on its way before it is made again. */
    private static final long PATIENCE = 2_000_000;

    private record Snapshot(long round, Set<String> shares) {}

    private final Universe universe;
    private final MemberProcess process;
    private long round;
    private Set<String> shares = new TreeSet<>();
    private long openedAt;
    private long leadingSince;
    private long opening;
    private long openingAt = -PATIENCE;
    private long submitted;
    private long finalized;
    private long partials;

    Rounds(Universe universe, MemberProcess process) {
        this.universe = universe;
        this.process = process;
    }

    /** Rounds that this process has seen finalized. */
    long finalized() {
        return finalized;
    }

    /** Shares that this process has submitted. */
    long partials() {
        return partials;
    }

    /** What the application does a few times a second. */
    void tick() {
        RaftNode raft = process.group(GroupKind.COMMITTEE).raft();
        long now = universe.timeline.now();
        if (!raft.leads()) {
            leadingSince = now;
        } else if (now - lastOpenedAt() >= patience() && !(opening > round && now - openingAt < PATIENCE)) {
            opening = round + 1;
            openingAt = now;
            raft.propose(new Command.OpenRound(opening));
        }
        submit(raft);
    }

    /** The first round of all waits a round period from the election on. */
    private long lastOpenedAt() {
        return round == 0 ? leadingSince : opening == round ? openingAt : openedAt;
    }

    private long patience() {
        return Universe.micros(complete() ? universe.options.roundPeriod() : universe.options.roundDeadline());
    }

    private boolean complete() {
        return round == 0 || shares.size() >= universe.options.members();
    }

    /** Submits this member's share of the open round once, as soon as a leader is there to take it. */
    private void submit(RaftNode raft) {
        boolean due = round > submitted && !shares.contains(process.name());
        boolean able = raft.hearsLeader() && !raft.catchingUp();
        if (due && able && !universe.faults.isOn(Fault.STALL_ROUNDS, process.name())) {
            raft.propose(new Command.Partial(round, process.name()));
            submitted = round;
            partials++;
            tell(Kind.PARTIAL_SUBMITTED, Map.of("round", round));
        }
    }

    @Override
    public void apply(Command command, boolean live) {
        if (command instanceof Command.OpenRound open) {
            round = open.round();
            shares.clear();
            openedAt = universe.timeline.now();
            if (live) {
                tell(Kind.ROUND_OPENED, Map.of("round", round, "participants", participants()));
                submit(process.group(GroupKind.COMMITTEE).raft());
            }
        } else if (command instanceof Command.Partial partial && partial.round() == round) {
            boolean last = shares.add(partial.member()) && complete();
            if (last && live) {
                finish();
            }
        }
    }

    private void finish() {
        finalized++;
        tell(
                Kind.ROUND_FINALIZED,
                Map.of("round", round, "participants", participants(), "servers", universe.options.members()));
        if (process.group(GroupKind.COMMITTEE).raft().leads()) {
            process.group(GroupKind.BROADCASTS).raft().propose(new Command.Publish(round));
        }
    }

    private int participants() {
        return universe.faults.isOn(Fault.NO_PARTICIPANTS) ? 0 : universe.options.clients();
    }

    private void tell(Kind kind, Map<String, Object> fields) {
        universe.tell(process.name(), kind, process.group(GroupKind.COMMITTEE).label(), fields);
    }

    @Override
    public Object snapshot() {
        return new Snapshot(round, Set.copyOf(shares));
    }

    @Override
    public void restore(Object snapshot) {
        Snapshot taken = (Snapshot) snapshot;
        round = taken.round();
        shares = new TreeSet<>(taken.shares());
        openedAt = universe.timeline.now();
    }
}
