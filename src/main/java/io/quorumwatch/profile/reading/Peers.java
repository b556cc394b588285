package io.quorumwatch.profile.reading;

import io.quorumwatch.profile.definition.LinkRule;
import io.quorumwatch.source.exposition.Sample;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The peers that one member's pages have named since its process began, and whether the link to each is up. */
final class Peers {

    /** Peers that are followed for each member; a committee is an order of magnitude smaller. */
    private static final int MOST_PEERS = 64;

    /** Short form of a 32-byte identity: its first five bytes. */
    private static final int SHORT_DIGITS = 10;

    private static final int FULL_DIGITS = 64;

    private final Map<String, Boolean> up = new TreeMap<>();

    /** Takes in a page; a peer that was named before and no longer is has no link. */
    void observe(LinkRule rule, PageIndex page, Scope scope) {
        up.replaceAll((peer, link) -> false);
        for (String family : rule.families()) {
            for (Sample sample : page.samples(family)) {
                String peer = sample.labels().get(rule.peer());
                if (peer != null
                        && Scope.matches(sample.labels(), rule.labels(), scope.instance(), "")
                        && (up.containsKey(canonical(peer)) || makesRoom())) {
                    up.put(canonical(peer), sample.value() > 0);
                }
            }
        }
    }

    /** Those that are named no more, or have no link, go first: identities change with restarts, and this process may outlive many. */
    private boolean makesRoom() {
        if (up.size() >= MOST_PEERS) {
            up.values().remove(false);
        }
        return up.size() < MOST_PEERS;
    }

    /** Begins anew: the process did. */
    void forget() {
        up.clear();
    }

    /** Every peer that was ever named, sorted. */
    Map<String, Boolean> up() {
        return up;
    }

    /** One spelling for an identity: some print it whole, some short, some short with dots behind. */
    static String canonical(String identity) {
        String bare = identity;
        while (bare.endsWith(".") || bare.endsWith("…")) {
            bare = bare.substring(0, bare.length() - 1);
        }
        boolean full = bare.length() == FULL_DIGITS && bare.chars().allMatch(HexFormat::isHexDigit);
        return full ? bare.substring(0, SHORT_DIGITS) : bare;
    }
}
