package io.quorumwatch.simulate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out whom a fault is done to: names, and words such as {@code leader} that depend on what is true now. */
final class Targets {

    private final Universe universe;

    Targets(Universe universe) {
        this.universe = universe;
    }

    /** The leader of the highest term among those whose process runs. */
    Optional<String> leader() {
        return universe.processes().stream()
                .filter(process -> !process.asleep() && committee(process).leads())
                .max(Comparator.comparingLong(process -> committee(process).term()))
                .map(MemberProcess::name);
    }

    private static RaftNode committee(MemberProcess process) {
        return process.group(GroupKind.COMMITTEE).raft();
    }

    /** The members meant; empty when the words mean somebody whom this committee does not have. */
    List<String> resolve(Fault fault, List<String> given) {
        Set<String> members = new LinkedHashSet<>();
        for (String word : given.isEmpty() ? usual(fault) : given) {
            List<String> meant = resolve(word);
            if (meant.isEmpty()) {
                return List.of();
            }
            members.addAll(meant);
        }
        if (fault.needs() == Fault.Needs.LINK && members.size() == 1) {
            otherThan(members.iterator().next()).ifPresent(members::add);
        }
        return List.copyOf(members);
    }

    private static List<String> usual(Fault fault) {
        return switch (fault) {
            case KILL, PAUSE -> List.of("leader");
            case RESTART, EXPIRE_TICKET, SLOW, STALL_ROUNDS -> List.of("follower-1");
            case CUT -> List.of("follower-1", "follower-2");
            case HALF_BOND -> List.of("leader", "follower-1");
            case PARTITION -> List.of("minority");
            case NO_PARTICIPANTS -> List.of();
        };
    }

    private List<String> resolve(String word) {
        List<String> all = universe.options.names();
        if (all.contains(word)) {
            return List.of(word);
        }
        String first = leader().orElse(all.get(0));
        List<String> followers = new ArrayList<>(all);
        followers.remove(first);
        return switch (word) {
            case "leader" -> List.of(first);
            case "majority" -> with(first, followers.subList(0, all.size() / 2));
            case "minority" -> with(first, followers.subList(0, Math.max(0, (all.size() - 1) / 2 - 1)));
            default -> numbered(word, all, followers);
        };
    }

    private static List<String> with(String first, List<String> others) {
        List<String> members = new ArrayList<>(List.of(first));
        members.addAll(others);
        return members;
    }

    private static List<String> numbered(String word, List<String> all, List<String> followers) {
        int dash = word.lastIndexOf('-');
        List<String> among = word.startsWith("follower-") ? followers : all;
        if (dash < 0
                || !word.substring(0, dash).matches("follower|member")
                || !word.substring(dash + 1).matches("[1-9]")) {
            throw new UnknownMemberException(word, all);
        }
        int index = Integer.parseInt(word.substring(dash + 1)) - 1;
        return index < among.size() ? List.of(among.get(index)) : List.of();
    }

    private Optional<String> otherThan(String member) {
        Optional<String> leader = leader().filter(name -> !name.equals(member));
        return leader.isPresent()
                ? leader
                : universe.options.names().stream()
                        .filter(name -> !name.equals(member))
                        .findFirst();
    }
}
