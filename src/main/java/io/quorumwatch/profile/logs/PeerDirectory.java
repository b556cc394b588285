package io.quorumwatch.profile.logs;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Which member an identity in a log is: identities are hashes, short or long, and shortened ones may end in dots. */
final class PeerDirectory {

    /** The length of the short form (facts/mosaik.md 1). */
    private static final int SHORT = 10;

    /** Identities change with restarts; so many are remembered. */
    private static final int MOST = 4096;

    private final Map<String, String> members = new HashMap<>();

    /** The member has told its own identity. */
    void told(String member, String identity) {
        if (members.size() >= MOST) {
            members.clear();
        }
        members.put(shortened(identity), member);
    }

    /** Other members are not known any more. */
    void keepOnly(Set<String> names) {
        members.values().retainAll(names);
    }

    /** The member of this identity by its configured name, or the identity's short form while nobody has told. */
    String nameOf(String identity) {
        String known = shortened(identity);
        return members.getOrDefault(known, known);
    }

    /** Whether both are the same, one of them perhaps shortened. */
    static boolean sameIdentity(String one, String other) {
        return shortened(one).equals(shortened(other));
    }

    private static String shortened(String identity) {
        String bare = identity.endsWith("...") ? identity.substring(0, identity.length() - 3) : identity;
        return bare.length() > SHORT ? bare.substring(0, SHORT) : bare;
    }
}
