package io.quorumwatch.measure;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A recorded page of an etcd member, told as that of any member of a cluster of three whose log grows: the first leads, the others
 * follow, each with its own identity, and all have committed what they are told to have.
 */
final class EtcdPage {

    /** Members of the cluster that the page was recorded in. */
    static final int MEMBERS = 3;

    /** What moves in a healthy member: its log, what it exchanges with its peers, and its processor time. */
    private static final Pattern COUNTERS =
            Pattern.compile("(?m)(?<=^etcd_server_proposals_(?:committed|applied)_total )\\S+$"
                    + "|(?<=^etcd_network_peer_sent_bytes_total\\{To=\"\\w{16}\"} )\\S+$"
                    + "|(?<=^etcd_network_peer_received_bytes_total\\{From=\"\\w{16}\"} )\\S+$"
                    + "|(?<=^process_cpu_seconds_total )\\S+$");

    private static final Pattern SELF = Pattern.compile("(?m)^etcd_server_id\\{server_id=\"(\\w+)\"}");
    private static final Pattern PEER = Pattern.compile("(?m)^etcd_network_active_peers\\{.*Remote=\"(\\w+)\"}");
    private static final String MARK = "\u0000";

    /** The page of each member, cut where a counter belongs. */
    private final List<List<Buffer>> cut;

    private EtcdPage(List<List<Buffer>> cut) {
        this.cut = cut;
    }

    static EtcdPage of(String recorded) {
        List<String> identities = new ArrayList<>(first(SELF, recorded));
        identities.addAll(first(PEER, recorded));
        if (identities.size() != MEMBERS) {
            throw new IllegalArgumentException("not a page of a cluster of three: " + identities);
        }
        List<List<Buffer>> cut = new ArrayList<>();
        for (int place = 0; place < MEMBERS; place++) {
            String page = swapped(recorded, identities.get(0), identities.get(place))
                    .replaceAll("(?m)^etcd_server_is_leader .*$", "etcd_server_is_leader " + (place == 0 ? 1 : 0));
            cut.add(Arrays.stream(COUNTERS.matcher(page).replaceAll(MARK).split(MARK, -1))
                    .map(Buffer::buffer)
                    .toList());
        }
        return new EtcdPage(List.copyOf(cut));
    }

    /** The page of the member at this place after so many writes. */
    Buffer of(int place, long writes) {
        Buffer counter = Buffer.buffer(Long.toString(1_000_000 + writes));
        Buffer page = Buffer.buffer(160_000);
        List<Buffer> pieces = cut.get(place);
        page.appendBuffer(pieces.get(0));
        for (Buffer piece : pieces.subList(1, pieces.size())) {
            page.appendBuffer(counter).appendBuffer(piece);
        }
        return page;
    }

    private static List<String> first(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static String swapped(String text, String one, String other) {
        return one.equals(other)
                ? text
                : text.replace(one, MARK).replace(other, one).replace(MARK, other);
    }
}
