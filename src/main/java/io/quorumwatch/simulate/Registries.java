package io.quorumwatch.simulate;

/** Enters servers and clients into their registries: every server itself at its start, the clients once somebody leads their group. */
final class Registries {

    private static final long PATIENCE = 2_000_000;

    private final Universe universe;
    private final MemberProcess process;
    private long proposedAt = -PATIENCE;
    private boolean serverProposed;

    Registries(Universe universe, MemberProcess process) {
        this.universe = universe;
        this.process = process;
    }

    void tick() {
        long now = universe.timeline.now();
        if (now - proposedAt < PATIENCE) {
            return;
        }
        RaftNode servers = process.group(GroupKind.SERVERS).raft();
        boolean entered = process.collection(GroupKind.SERVERS).contains(process.name());
        if (servers.hearsLeader() && !servers.catchingUp() && !(serverProposed && entered)) {
            servers.propose(new Command.Register(process.name()));
            serverProposed = true;
            proposedAt = now;
        }
        if (process.group(GroupKind.CLIENTS).raft().leads()) {
            enterClients(now);
        }
    }

    private void enterClients(long now) {
        ReplicatedCollection clients = process.collection(GroupKind.CLIENTS);
        for (int i = 1; i <= universe.options.clients(); i++) {
            String client = "client-" + i;
            if (!clients.contains(client)) {
                process.group(GroupKind.CLIENTS).raft().propose(new Command.Register(client));
                proposedAt = now;
            }
        }
    }
}
