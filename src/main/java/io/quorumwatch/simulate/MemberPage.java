package io.quorumwatch.simulate;

import io.quorumwatch.simulate.CommitteeOptions.Vocabulary;
import java.util.Random;

/** What a member exports: mosaik's own families (facts, section 2), and those of the operator page when they are asked for. */
final class MemberPage {

    private MemberPage() {}

    /** The page; empty until the process has joined its groups. */
    static String of(MemberProcess process, CommitteeOptions options, Random order) {
        if (!process.joined()) {
            return "";
        }
        PageWriter page = new PageWriter(options.network());
        for (GroupKind kind : GroupKind.values()) {
            writeGroup(page, process.group(kind));
            if (kind != GroupKind.COMMITTEE) {
                writeCollection(page, process.group(kind), process.collection(kind));
            }
        }
        page.gauge("mosaik_groups_active", GroupKind.values().length);
        page.counter("mosaik_network_connections_opened", process.connectionsOpened());
        page.counter("mosaik_network_ingress_bytes", process.ingressBytes());
        page.counter("mosaik_network_egress_bytes", process.egressBytes());
        writeDiscovery(page, process.discovery());
        if (options.vocabulary() == Vocabulary.DOCUMENTED) {
            writeDocumented(page, process, options);
        }
        return page.write(order);
    }

    private static void writeGroup(PageWriter page, GroupNode node) {
        String[] group = {"group", node.label()};
        RaftFigures raft = node.raft().figures();
        page.counter("mosaik_groups_bonds_messages_sent", node.messagesSent, group);
        page.counter("mosaik_groups_bonds_messages_received", node.messagesReceived, group);
        page.counter("mosaik_groups_bonds_bytes_sent", node.bytesSent, group);
        page.counter("mosaik_groups_bonds_bytes_received", node.bytesReceived, group);
        page.counter("mosaik_groups_raft_elections", raft.elections(), group);
        page.counter("mosaik_groups_raft_leader_changes", raft.leaderChanges(), group);
        page.gauge("mosaik_groups_bonds_active", node.bonds().gauge(), group);
        raft.committed().ifPresent(index -> page.gauge("mosaik_groups_raft_committed", index, group));
        raft.committeeSize().ifPresent(size -> {
            int voters = RaftFigures.voters((int) size);
            page.gauge("mosaik_groups_raft_committee_voters", voters, group);
            page.gauge("mosaik_groups_raft_committee_non_voters", size - voters, group);
            page.gauge("mosaik_groups_raft_committee_size", size, group);
        });
    }

    private static void writeCollection(PageWriter page, GroupNode node, ReplicatedCollection collection) {
        String family =
                node.kind() == GroupKind.BROADCASTS ? "mosaik_collections_vec_size" : "mosaik_collections_map_size";
        collection.gauge().ifPresent(size -> page.gauge(family, size, "group", node.label()));
        page.counter("mosaik_collections_syncs_started", collection.snapshotsTaken(), "group", node.label());
    }

    private static void writeDiscovery(PageWriter page, Discovery discovery) {
        page.counter("mosaik_discovery_catalog_syncs", discovery.catalogSyncs());
        page.counter("mosaik_discovery_peers_discovered", discovery.discovered());
        page.counter("mosaik_discovery_peers_updated", discovery.updated());
        page.counter("mosaik_discovery_peers_departed", discovery.departed());
        page.gauge("mosaik_discovery_gossip_neighbors", discovery.neighbors());
        discovery.catalogGauge().ifPresent(size -> page.gauge("mosaik_discovery_catalog_size", size));
    }

    private static void writeDocumented(PageWriter page, MemberProcess process, CommitteeOptions options) {
        String[] instance = {"instance", options.instance()};
        GroupNode committee = process.group(GroupKind.COMMITTEE);
        page.gauge("mosaik_groups_leader_is_local", committee.raft().leads() ? 1 : 0, instance);
        page.gauge("mosaik_groups_committed_index", committee.raft().commitIndex(), instance);
        for (String peer : options.names()) {
            if (!peer.equals(process.name())) {
                page.gauge(
                        "mosaik_groups_bonds",
                        committee.bonded().contains(peer) ? 1 : 0,
                        "peer",
                        Identities.peer(peer),
                        "instance",
                        options.instance());
            }
        }
        page.gauge(
                "zipnet_client_registry_size",
                process.collection(GroupKind.CLIENTS).size(),
                instance);
        page.gauge(
                "zipnet_server_registry_size",
                process.collection(GroupKind.SERVERS).size(),
                instance);
        page.counter("zipnet_round_finalized_total", process.rounds().finalized(), instance);
        page.counter("zipnet_rounds_finalized_total", process.rounds().finalized(), instance);
        page.counter("zipnet_partials_submitted_total", process.rounds().partials(), instance);
    }
}
