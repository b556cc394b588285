package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.desk.blindspot.BlindSpot;
import io.quorumwatch.desk.blindspot.BlindSpots;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Addresses that lead to somebody else than the configuration means, as far as pages tell whose they are: whoever is meant is not
 * watched. Nothing fires for it, since nothing is wrong with the cluster. Pure.
 */
final class MistakenAddresses {

    private MistakenAddresses() {}

    static List<BlindSpot> of(CaseFile file) {
        String watched = file.plan().watched();
        List<MemberCase> telling = telling(file);
        Set<String> here = new HashSet<>();
        Set<String> named = new HashSet<>();
        for (MemberCase member : telling) {
            here.add(member.name());
            here.add(identity(member));
            named.addAll(peers(member));
        }
        // Who is known to nobody is another cluster's only beside some who know one another.
        boolean someAreTogether =
                telling.stream().filter(member -> knowsAny(member, here)).count() >= 2;
        List<BlindSpot> spots = new ArrayList<>();
        Map<String, String> owners = new HashMap<>();
        for (MemberCase member : telling) {
            String owner = owners.putIfAbsent(identity(member), member.name());
            boolean stranger = !peers(member).isEmpty()
                    && !knowsAny(member, here)
                    && !named.contains(member.name())
                    && !named.contains(identity(member));
            if (owner != null) {
                spots.add(BlindSpots.sameMember(watched, member.name(), owner));
            } else if (stranger && someAreTogether) {
                spots.add(BlindSpots.anotherCluster(watched, member.name()));
            }
        }
        return spots;
    }

    private static boolean knowsAny(MemberCase member, Set<String> here) {
        return peers(member).stream().anyMatch(here::contains);
    }

    /** Those of the committee whose pages say who they are. */
    private static List<MemberCase> telling(CaseFile file) {
        return file.committee().stream()
                .filter(member -> member.answers() && !identity(member).isEmpty())
                .toList();
    }

    private static String identity(MemberCase member) {
        MemberReading page = member.page();
        return page == null || page.identity() == null ? "" : page.identity();
    }

    private static Set<String> peers(MemberCase member) {
        MemberReading page = member.page();
        return page == null ? Set.of() : page.links().keySet();
    }
}
