package io.quorumwatch.source.discovery;

import io.quorumwatch.config.MemberConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lays what was found beside what is configured. The configured member wins, by name and by address; among the found ones the source
 * that comes first. The same member from two sources is no problem, two members of one name are. Pure.
 */
final class MemberMerge {

    /** The most members of one cluster. */
    static final int MOST_MEMBERS = 1_000;

    private MemberMerge() {}

    /** The configured members in their order, then the found ones by name; and what was wrong with the others. */
    static Found of(List<MemberConfig> configured, List<Found> sources) {
        Map<String, String> addresses = new HashMap<>();
        Set<String> pages = new HashSet<>();
        for (MemberConfig member : configured) {
            take(member, addresses, pages);
        }
        List<MemberConfig> found = new ArrayList<>();
        List<DiscoveryProblem> problems = new ArrayList<>();
        for (Found source : sources) {
            problems.addAll(source.problems());
            for (MemberConfig member : source.members()) {
                String address = String.valueOf(member.address());
                if (pages.contains(address)) {
                    continue;
                }
                if (addresses.containsKey(member.name())) {
                    problems.add(new DiscoveryProblem(
                            address,
                            DiscoveryFailure.NAME_TAKEN,
                            member.name() + " is " + addresses.get(member.name()) + " already"));
                } else if (addresses.size() >= MOST_MEMBERS) {
                    problems.add(new DiscoveryProblem(
                            address, DiscoveryFailure.TOO_MANY_MEMBERS, "more than " + MOST_MEMBERS + " members"));
                    break;
                } else {
                    take(member, addresses, pages);
                    found.add(member);
                }
            }
        }
        // Sources give the same members in another order each time; that must not look like a change.
        found.sort(Comparator.comparing(MemberConfig::name));
        List<MemberConfig> all = new ArrayList<>(configured);
        all.addAll(found);
        return new Found(all, problems);
    }

    private static void take(MemberConfig member, Map<String, String> addresses, Set<String> pages) {
        String address = member.address();
        addresses.put(member.name(), address == null ? "known from its log" : address);
        if (address != null) {
            pages.add(address);
        }
    }
}
