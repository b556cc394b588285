package io.quorumwatch.profile.mosaik;

import io.quorumwatch.profile.reading.PageIndex;
import io.quorumwatch.source.exposition.Sample;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one page says about one Raft group.
 *
 * @param leaderChanges messages from a leader, whatever the metric's name says; {@code NaN} before the first leader
 * @param elections elections that the member has started
 * @param bonds living bonds; {@code NaN} when the page does not say
 * @param committed commit index; {@code NaN} before this process saw a commit
 * @param collection whether the group holds a replicated collection and so is not the committee
 */
record GroupPage(double leaderChanges, double elections, double bonds, double committed, boolean collection) {

    private static final String GROUP = "group";
    private static final String LEADER_CHANGES = "mosaik_groups_raft_leader_changes";
    private static final String ELECTIONS = "mosaik_groups_raft_elections";
    private static final String BONDS = "mosaik_groups_bonds_active";
    private static final String COMMITTED = "mosaik_groups_raft_committed";

    /** A collection's group is known by these; nothing else has them. */
    private static final List<String> OF_COLLECTIONS = List.of(
            "mosaik_collections_map_size",
            "mosaik_collections_vec_size",
            "mosaik_collections_set_size",
            "mosaik_collections_depq_size",
            "mosaik_collections_cell_size",
            "mosaik_collections_once_size",
            "mosaik_collections_syncs_started");

    /** Families that are read here. */
    static final List<String> FAMILIES = families();

    /** A page with more groups than this is not mosaik's, and the rest is left out. */
    private static final int MOST_GROUPS = 64;

    private static final GroupPage NOTHING = new GroupPage(Double.NaN, 0, Double.NaN, Double.NaN, false);

    /** The groups of a page by label, sorted. */
    static SortedMap<String, GroupPage> of(PageIndex page) {
        SortedMap<String, GroupPage> groups = new TreeMap<>();
        for (String family : FAMILIES) {
            for (Sample sample : page.samples(family)) {
                String group = sample.labels().get(GROUP);
                if (group != null) {
                    groups.put(group, groups.getOrDefault(group, NOTHING).with(family, sample.value()));
                }
            }
        }
        while (groups.size() > MOST_GROUPS) {
            groups.remove(groups.lastKey());
        }
        return groups;
    }

    private GroupPage with(String family, double value) {
        return switch (family) {
            case LEADER_CHANGES -> new GroupPage(value, elections, bonds, committed, collection);
            case ELECTIONS -> new GroupPage(leaderChanges, value, bonds, committed, collection);
            case BONDS -> new GroupPage(leaderChanges, elections, value, committed, collection);
            case COMMITTED -> new GroupPage(leaderChanges, elections, bonds, value, collection);
            default -> new GroupPage(leaderChanges, elections, bonds, committed, true);
        };
    }

    /**
     * Whether this proves that the group is a committee: an entry was committed, and yet no collection's series, which a
     * collection's group has from its first entry on.
     */
    boolean provesCommittee() {
        return committed >= 1 && !collection;
    }

    private static List<String> families() {
        Set<String> families = new java.util.LinkedHashSet<>(List.of(BONDS, LEADER_CHANGES, ELECTIONS, COMMITTED));
        families.addAll(OF_COLLECTIONS);
        return List.copyOf(families);
    }
}
