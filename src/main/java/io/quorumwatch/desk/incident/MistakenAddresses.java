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
        List<BlindSpot> spots = new ArrayList<>();
        Map<String, String> owners = new HashMap<>();
        for (MemberCase member : telling(file)) {
            String owner = owners.putIfAbsent(identity(member), member.name());
            if (owner != null) {
                spots.add(BlindSpots.sameMember(watched, member.name(), owner));
            } else if (isOfAnotherCluster(member, file)) {
                spots.add(BlindSpots.anotherCluster(watched, member.name()));
            }
        }
        return spots;
    }

    /** Whether it has peers, but nobody here among them, and nobody here has it among theirs, while all of them know one another. */
    private static boolean isOfAnotherCluster(MemberCase member, CaseFile file) {
        Set<String> others = new HashSet<>();
        Set<String> theirPeers = new HashSet<>();
        int telling = 0;
        for (MemberCase other : telling(file)) {
            if (other != member) {
                telling++;
                others.add(other.name());
                others.add(identity(other));
                theirPeers.addAll(peers(other));
            }
        }
        boolean theyKnowOneAnother = telling >= 2 && others.stream().anyMatch(theirPeers::contains);
        Set<String> own = peers(member);
        return theyKnowOneAnother
                && !own.isEmpty()
                && own.stream().noneMatch(others::contains)
                && !theirPeers.contains(member.name())
                && !theirPeers.contains(identity(member));
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
