package io.quorumwatch.profile.reading;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which identity belongs to which member of one cluster.
 *
 * <p>Where pages say it, it is taken from there. Where they do not, it is found by elimination: a member's own identity is the one
 * that all others name and it does not. That is certain once a member names all its peers; while its list may still grow, the
 * answer must have stayed the same for a while. Identities may change at a restart: the old one is then retired, and a link to it
 * that is down says nothing.
 */
final class PeerNames {

    private static final Duration STEADY = Duration.ofSeconds(10);

    /** Retired identities that are remembered; a member in a crash loop has a new one every few seconds. */
    private static final int MOST_RETIRED = 256;

    private final Set<String> members;
    private final Map<String, Map<String, Boolean>> lists = new TreeMap<>();
    private final Map<String, String> own = new HashMap<>();
    private final Map<String, Candidate> candidates = new HashMap<>();
    private final Set<String> retired = new HashSet<>();

    /** For a group of these members. */
    PeerNames(Collection<String> members) {
        this.members = new TreeSet<>(members);
    }

    /** The group has these members from now on. */
    void change(Collection<String> present) {
        members.clear();
        members.addAll(present);
        lists.keySet().retainAll(members);
        own.keySet().retainAll(members);
        candidates.keySet().retainAll(members);
    }

    /** Waits anew for what has to stay the same for a while: the time since then is not known any more. */
    void startOver() {
        candidates.clear();
    }

    /** The page says who the member is. */
    void told(String member, String identity) {
        if (!identity.equals(own.get(member))) {
            assign(member, identity);
        }
    }

    /** The page says whom the member knows, from which it follows who it is. */
    void named(String member, Map<String, Boolean> peers, Instant at) {
        if (peers.equals(lists.get(member)) && candidates.isEmpty()) {
            return;
        }
        lists.put(member, new TreeMap<>(peers));
        String known = own.get(member);
        if (known != null && peers.containsKey(known)) {
            own.remove(member);
        }
        for (Map.Entry<String, Map<String, Boolean>> list : lists.entrySet()) {
            String found = eliminated(list.getKey(), list.getValue());
            if (found == null || found.equals(own.get(list.getKey()))) {
                candidates.remove(list.getKey());
            } else {
                settle(list.getKey(), found, list.getValue().size() >= members.size() - 1, at);
            }
        }
        nameTheUnseen();
    }

    /** The identity that all others name and the member does not; null when that is none or more than one. */
    private @Nullable String eliminated(String member, Map<String, Boolean> list) {
        Set<String> possible = null;
        for (Map.Entry<String, Map<String, Boolean>> other : lists.entrySet()) {
            if (!other.getKey().equals(member)) {
                possible = possible == null ? new TreeSet<>(other.getValue().keySet()) : possible;
                possible.retainAll(other.getValue().keySet());
            }
        }
        if (possible == null) {
            return null;
        }
        possible.removeAll(list.keySet());
        if (possible.size() > 1) {
            possible.removeIf(identity -> !anybodyHasLinkTo(identity));
        }
        return possible.size() == 1 ? possible.iterator().next() : null;
    }

    private boolean anybodyHasLinkTo(String identity) {
        return lists.values().stream().anyMatch(list -> Boolean.TRUE.equals(list.get(identity)));
    }

    private void settle(String member, String identity, boolean certain, Instant at) {
        Candidate before = candidates.get(member);
        Instant since = before != null && before.identity().equals(identity) ? before.since() : at;
        if (certain || !at.isBefore(since.plus(STEADY))) {
            candidates.remove(member);
            assign(member, identity);
        } else {
            candidates.put(member, new Candidate(identity, since));
        }
    }

    /** When one member has never shown a page, and one identity is nobody's, they belong together. */
    private void nameTheUnseen() {
        Set<String> unseen = new TreeSet<>(members);
        unseen.removeAll(lists.keySet());
        if (unseen.size() != 1 || !own.keySet().containsAll(lists.keySet())) {
            return;
        }
        Set<String> open = new TreeSet<>();
        lists.values().forEach(list -> open.addAll(list.keySet()));
        open.removeAll(retired);
        lists.keySet().forEach(member -> open.remove(own.get(member)));
        if (open.size() == 1) {
            told(unseen.iterator().next(), open.iterator().next());
        }
    }

    private void assign(String member, String identity) {
        own.values().remove(identity);
        retired.remove(identity);
        String before = own.put(member, identity);
        if (before != null && retired.size() < MOST_RETIRED) {
            retired.add(before);
        }
    }

    /** The member's identity, or null when it is not known. */
    @Nullable
    String identityOf(String member) {
        return own.get(member);
    }

    /** The links under the names of the members where they are known; retired ones that are down are left out. */
    Map<String, Boolean> byName(Map<String, Boolean> peers) {
        Map<String, String> names = new HashMap<>();
        own.forEach((member, identity) -> names.put(identity, member));
        Map<String, Boolean> links = new LinkedHashMap<>();
        peers.forEach((identity, up) -> {
            String name = names.get(identity);
            if (name != null) {
                links.put(name, up);
            } else if (up || !retired.contains(identity)) {
                links.put(identity, up);
            }
        });
        return links;
    }

    private record Candidate(String identity, Instant since) {}
}
