package io.quorumwatch.simulate;

import io.quorumwatch.simulate.CommitteeEvent.Kind;
import io.quorumwatch.simulate.Timeline.Event;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** One life of one member, from its start to its end. A restart is a new one: all counters begin anew and all logs are empty. */
final class MemberProcess implements Timeline.Owner {

    /** From the start of the process until it has joined its groups; its page is empty until then. */
    private static final long LEAST_BOOT = 300_000;

    private static final long MOST_BOOT = 800_000;
    private static final long APPLICATION_TICK = 250_000;
    /** An idle connection is given up after this time (facts, section 5.1). */
    private static final long CONNECTION_IDLE = 6_500_000;

    private static final double CONNECTIONS_PER_TICK = 0.25 / 7.5;

    private final Universe universe;
    private final String name;
    private final Map<GroupKind, GroupNode> groups = new EnumMap<>(GroupKind.class);
    private final Map<GroupKind, ReplicatedCollection> collections = new EnumMap<>(GroupKind.class);
    private final Rounds rounds;
    private final Registries registries;
    private final Discovery discovery;
    private final Deque<Event> kept = new ArrayDeque<>();
    private boolean joined;
    private boolean asleep;
    private long asleepSince;
    private boolean ended;
    private long connectionsOpened;
    private long ingressBytes;
    private long egressBytes;

    MemberProcess(Universe universe, String name) {
        this.universe = universe;
        this.name = name;
        this.rounds = new Rounds(universe, this);
        this.registries = new Registries(universe, this);
        this.discovery = new Discovery(universe, this);
        for (GroupKind kind : GroupKind.values()) {
            Replica replica = kind == GroupKind.COMMITTEE ? rounds : new ReplicatedCollection(kind);
            if (replica instanceof ReplicatedCollection collection) {
                collections.put(kind, collection);
            }
            groups.put(kind, new GroupNode(universe, this, kind, Identities.group(universe.options, kind), replica));
        }
    }

    void start() {
        universe.timeline.after(universe.between(LEAST_BOOT, MOST_BOOT), this, this::join);
    }

    private void join() {
        joined = true;
        connectionsOpened = 4 + 6L * universe.options.members() + universe.between(0, 8);
        ingressBytes = 9_000 + universe.between(0, 3_000);
        egressBytes = 9_000 + universe.between(0, 3_000);
        universe.tell(name, Kind.NODE_UP, "", Map.of("peer", Identities.peer(name)));
        universe.tell(
                name,
                Kind.GROUPS_JOINED,
                "",
                Map.of(
                        "committee_group",
                        group(GroupKind.COMMITTEE).label(),
                        "broadcasts_group",
                        group(GroupKind.BROADCASTS).label(),
                        "servers_group",
                        group(GroupKind.SERVERS).label(),
                        "clients_group",
                        group(GroupKind.CLIENTS).label()));
        groups.values().forEach(GroupNode::join);
        discovery.start();
        for (MemberProcess other : universe.processes()) {
            if (other != this && other.joined()) {
                groups.keySet().forEach(kind -> universe.bonding.soon(name, other.name(), kind));
            }
        }
        tick();
    }

    private void tick() {
        rounds.tick();
        registries.tick();
        ingressBytes += 5;
        egressBytes += 5;
        if (universe.between(0, 999_999) < CONNECTIONS_PER_TICK * 1_000_000) {
            connectionsOpened++;
        }
        universe.timeline.after(APPLICATION_TICK, this, this::tick);
    }

    void receive(String from, long bond, GroupKind kind, Message message) {
        group(kind).receive(from, bond, message);
    }

    void end() {
        ended = true;
        asleep = false;
        kept.clear();
    }

    void sleep() {
        asleep = true;
        asleepSince = universe.timeline.now();
    }

    /**
     * Everything that would have happened meanwhile happens now, in order, and too late. After a long sleep the connections' own idle timers
     * come first, so that what the peers had sent is lost with the bonds.
     */
    void wake() {
        asleep = false;
        if (universe.timeline.now() - asleepSince > CONNECTION_IDLE) {
            groups.values().forEach(group -> group.bonds().terminateAll(BondEnd.Reason.TIMEOUT));
        }
        while (!kept.isEmpty()) {
            universe.timeline.resume(kept.remove());
        }
    }

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

    String name() {
        return name;
    }

    /** Whether it has joined its groups; before that it answers with an empty page. */
    boolean joined() {
        return joined;
    }

    GroupNode group(GroupKind kind) {
        return Objects.requireNonNull(groups.get(kind));
    }

    ReplicatedCollection collection(GroupKind kind) {
        return Objects.requireNonNull(collections.get(kind));
    }

    Rounds rounds() {
        return rounds;
    }

    Discovery discovery() {
        return discovery;
    }

    void sent(int bytes) {
        egressBytes += bytes;
    }

    void received(int bytes) {
        ingressBytes += bytes;
    }

    void connectionOpened() {
        connectionsOpened++;
    }

    long connectionsOpened() {
        return connectionsOpened;
    }

    long ingressBytes() {
        return ingressBytes;
    }

    long egressBytes() {
        return egressBytes;
    }
}
