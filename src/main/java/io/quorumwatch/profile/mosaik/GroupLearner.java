package io.quorumwatch.profile.mosaik;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which group is the committee of one cluster, when nobody has configured it.
 *
 * <p>Two kinds of evidence. A group that has committed and shows no collection's series is a committee; where a process can have
 * only one, that settles it, and where it may have several (several instances in one process) it does not. And a group whose
 * commit index moves together with the one that is documented for this instance is this instance's; that settles it always.
 *
 * <p>The label is the same on all members, so all their pages count together. A label that turns out to be a collection's, or that
 * is one of several committees after all, is given up again.
 */
final class GroupLearner {

    /** Two looks this far apart must agree: a single page can be caught between two writes of one commit. */
    private static final Duration APART = Duration.ofMillis(500);

    private static final int LEAST_PROOFS = 2;

    /** Without knowing how many groups an instance has: how long a proven committee must have stayed the only one. */
    private static final Duration ALONE = Duration.ofSeconds(15);

    private static final int MOST_COLLECTIONS = 256;

    private final long groupsPerInstance;
    private final Map<String, MemberPages> members = new TreeMap<>();
    private final IndexMatch byIndex = new IndexMatch();
    private final Set<String> collections = Collections.newSetFromMap(new Eldest());
    private @Nullable String learned;
    private boolean documented;

    /**
     * @param groupsPerInstance groups that one instance joins, its committee included; 0 when that is not known
     */
    GroupLearner(long groupsPerInstance) {
        this.groupsPerInstance = groupsPerInstance;
    }

    /** The label of the committee's group, or null while it is not certain. */
    @Nullable
    String learned() {
        return learned;
    }

    /** Takes in a page that may be the cluster's. */
    void observe(
            String member, Instant at, SortedMap<String, GroupPage> groups, double documentedIndex, int instances) {
        MemberPages pages = members.computeIfAbsent(member, name -> new MemberPages());
        groups.forEach((label, group) -> {
            if (group.collection()) {
                collections.add(label);
            }
        });
        pages.proofs.keySet().retainAll(groups.keySet());
        pages.labels = Set.copyOf(groups.keySet());
        pages.instances = instances;
        groups.forEach((label, group) -> {
            if (group.provesCommittee()) {
                pages.proofs.merge(label, new Proof(1, at, at), (proof, first) -> proof.again(at));
            }
        });
        match(pages, groups, documentedIndex);
        decide(at);
    }

    private void match(MemberPages pages, SortedMap<String, GroupPage> groups, double index) {
        if (index > 0 && index != pages.documentedIndex) {
            pages.documentedIndex = index;
            byIndex.changed(index, groups);
            Set<String> onPages = new TreeSet<>();
            members.values().forEach(member -> onPages.addAll(member.labels));
            byIndex.keepOnly(onPages);
        }
    }

    private void decide(Instant at) {
        String matched = byIndex.best(collections);
        if (matched != null) {
            learned = matched;
            documented = true;
            return;
        }
        if (learned != null && (collections.contains(learned) || !onAnyPage(learned))) {
            learned = null;
            documented = false;
        }
        if (!documented) {
            learned = byProof(at);
        }
    }

    private boolean onAnyPage(String label) {
        return members.values().stream().anyMatch(pages -> pages.labels.contains(label));
    }

    private @Nullable String byProof(Instant at) {
        Map<String, Integer> votes = new TreeMap<>();
        for (MemberPages pages : members.values()) {
            List<String> proven = proven(pages);
            if (proven.size() > 1 || pages.instances > 1) {
                return null;
            }
            if (proven.size() == 1 && certain(pages, proven.get(0), at)) {
                votes.merge(proven.get(0), 1, Integer::sum);
            }
        }
        String best = null;
        int most = 0;
        boolean tie = false;
        for (Map.Entry<String, Integer> vote : votes.entrySet()) {
            tie = vote.getValue() == most || (tie && vote.getValue() < most);
            if (vote.getValue() > most) {
                most = vote.getValue();
                best = vote.getKey();
            }
        }
        return tie ? null : best;
    }

    /** The page's committees for which there is proof enough. */
    private List<String> proven(MemberPages pages) {
        List<String> proven = new ArrayList<>(1);
        pages.proofs.forEach((label, proof) -> {
            if (proof.times() >= LEAST_PROOFS && !collections.contains(label)) {
                proven.add(label);
            }
        });
        return proven;
    }

    /** Whether the page cannot hide another committee. */
    private boolean certain(MemberPages pages, String proven, Instant at) {
        if (groupsPerInstance > 0 && pages.labels.size() <= groupsPerInstance) {
            return true;
        }
        boolean rest = collections.containsAll(
                pages.labels.stream().filter(label -> !label.equals(proven)).toList());
        Proof proof = pages.proofs.get(proven);
        return rest
                || (groupsPerInstance == 0
                        && proof != null
                        && !at.isBefore(proof.first().plus(ALONE)));
    }

    /** The groups of a page that may be the committee's. */
    List<String> candidates(SortedMap<String, GroupPage> groups) {
        return groups.keySet().stream()
                .filter(label -> !collections.contains(label))
                .toList();
    }

    /** The only committee that this member is proven to be in, or null. */
    @Nullable
    String committeeOf(String member) {
        MemberPages pages = members.get(member);
        List<String> proven = pages == null ? List.of() : proven(pages);
        return proven.size() == 1 ? proven.get(0) : null;
    }

    /** The member's process began anew: its proofs do not count any more. */
    void restarted(String member) {
        members.remove(member);
    }

    /** What one member's last pages have shown. */
    private static final class MemberPages {
        private final Map<String, Proof> proofs = new HashMap<>();
        private Set<String> labels = Set.of();
        private int instances;
        private double documentedIndex = Double.NaN;
    }

    private record Proof(int times, Instant first, Instant last) {
        Proof again(Instant at) {
            return at.isBefore(last.plus(APART)) ? this : new Proof(times + 1, first, at);
        }
    }

    /** Keeps the newest labels only; labels come from pages. */
    private static final class Eldest extends LinkedHashMap<String, Boolean> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_COLLECTIONS;
        }
    }
}
