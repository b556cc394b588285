package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.Signal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the pages of members that answer with their group show of links that are missing among them. Pure.
 *
 * @param members who lacks a bond, or is lacked by the other end
 * @param severalLinks whether that is more than one link can explain
 * @param alone a member that surely has no link to any of the others, of which there are several; null when there is none
 */
record LackingPages(
        Set<String> members, boolean severalLinks, @Nullable String alone) {

    static final LackingPages NONE = new LackingPages(Set.of(), false, null);

    LackingPages {
        members = Set.copyOf(members);
    }

    /** Links by peer are exact; where a page merely counts, it surely lacks what it does not reach of those that are there. */
    static LackingPages of(List<MemberCase> committee) {
        List<MemberCase> there = committee.stream()
                .filter(member -> member.signal(Signal.IN_GROUP) == 1)
                .toList();
        Set<Set<String>> links = new HashSet<>();
        Set<String> members = new HashSet<>();
        boolean several = false;
        for (MemberCase member : there) {
            boolean namesAll = true;
            for (MemberCase peer : there) {
                Boolean linked = member == peer ? Boolean.TRUE : member.linkedTo(peer);
                namesAll &= linked != null;
                if (Boolean.FALSE.equals(linked)) {
                    links.add(Set.of(member.name(), peer.name()));
                }
            }
            double lacks = namesAll ? 0 : there.size() - 1 - member.signal(Signal.BONDS);
            several |= lacks > 1;
            if (lacks > 0) {
                members.add(member.name());
            }
        }
        links.forEach(members::addAll);
        String alone = there.size() < 3
                ? null
                : there.stream()
                        .map(MemberCase::name)
                        .filter(name -> links.stream()
                                        .filter(link -> link.contains(name))
                                        .count()
                                == there.size() - 1)
                        .findFirst()
                        .orElse(null);
        return new LackingPages(members, several || links.size() > 1 || members.size() > 2, alone);
    }

    /** Whether nothing is seen to be missing. */
    boolean none() {
        return members.isEmpty();
    }
}
