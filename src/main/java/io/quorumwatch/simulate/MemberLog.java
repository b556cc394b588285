package io.quorumwatch.simulate;

import io.quorumwatch.simulate.CommitteeEvent.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Writes what happens to simulated members as the lines that real ones write, as text without colour (facts, section 4). A kill writes nothing,
 * as {@code kill -9} does. Immutable; safe for any thread.
 */
public final class MemberLog {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** The usual universe: its short id, the name that zipnet prints, and the whole id, which some of mosaik's lines carry. */
    private static final String USUAL = "b82b6f3b4a";

    private static final String USUAL_NAME = "mosaik.universe";
    private static final String USUAL_ID = "b82b6f3b4a1e53d2d56523f5a7b1974e3842ac37a068cc302286065a8853cf43";

    private static final String FULL_NETWORK = "network:full";
    private static final String SERVER = "zipnet_node::roles::server";
    private static final String WORKER = "mosaik::groups::group::worker";
    private static final String BOND = "mosaik::groups::bond";
    private static final String BOND_WORKER = "mosaik::groups::bond::worker";
    private static final String CANDIDATE = "mosaik::groups::raft::candidate";
    private static final String ROLE = "mosaik::groups::raft::role";
    private static final String FOLLOWER = "mosaik::groups::raft::follower";

    private static final Map<Kind, Form> FORMS = new EnumMap<>(Kind.class);

    static {
        form(
                Kind.GROUPS_JOINED,
                "INFO",
                SERVER,
                "joined groups",
                "instance",
                "committee_group",
                "broadcasts_group",
                "servers_group",
                "clients_group");
        form(Kind.JOINING, "INFO", WORKER, "joining", "group", "network");
        form(Kind.BOND_ESTABLISHED, "DEBUG", WORKER, "bond established", "id", "peer", "group", "network");
        form(Kind.BOND_TERMINATED, "DEBUG", WORKER, "bond terminated", "id", "group", "peer", "network", "reason");
        form(
                Kind.HEARTBEAT_FAILED,
                "WARN",
                BOND_WORKER,
                "heartbeat failed: too many missed heartbeats",
                FULL_NETWORK,
                "peer",
                "group");
        form(
                Kind.REFUSED_AS_UNAUTHORIZED,
                "WARN",
                BOND,
                "remote peer rejected: unauthorized",
                "network",
                "peer",
                "group");
        form(Kind.PEER_REJECTED, "DEBUG", BOND, "rejecting bond: unauthorized", "network", "peer", "group");
        form(Kind.TICKET_EXPIRED, "DEBUG", BOND_WORKER, "ticket expired", "peer", FULL_NETWORK, "group");
        form(
                Kind.ELECTION_STARTED,
                "DEBUG",
                CANDIDATE,
                "starting new leader elections",
                "term",
                "log",
                "group",
                "network");
        form(
                Kind.ELECTION_WON,
                "DEBUG",
                CANDIDATE,
                "quorum reached, becoming leader",
                "term",
                "group",
                "network",
                "votes");
        form(
                Kind.QUORUM_NOT_REACHED,
                "DEBUG",
                CANDIDATE,
                "quorum not reached",
                "term",
                "group",
                "network",
                "committee_size",
                "votes");
        form(
                Kind.STEPPING_DOWN,
                "DEBUG",
                ROLE,
                "stepping down to follower",
                "group",
                "network",
                "old_term",
                "new_term");
        form(Kind.FOLLOWING, "DEBUG", ROLE, "following", "leader", "old_term", "new_term", "group", "network");
        form(
                Kind.RIVAL_LEADER,
                "WARN",
                ROLE,
                "rival group leader detected",
                "term",
                "other_leader",
                "other_leader_log",
                "local_log",
                "group",
                "network");
        form(
                Kind.SYNC_STARTED,
                "INFO",
                FOLLOWER,
                "starting state sync",
                "leader_pos",
                "local_pos",
                "term",
                "group",
                "network");
        form(
                Kind.SYNC_COMPLETED,
                "INFO",
                FOLLOWER,
                "state sync complete, back online",
                "log_at",
                "term",
                "group",
                "network");
        form(Kind.ROUND_OPENED, "INFO", SERVER, "opening round", "instance", "round", "participants");
        form(Kind.PARTIAL_SUBMITTED, "INFO", SERVER, "submitted partial", "instance", "round");
        form(Kind.ROUND_FINALIZED, "INFO", SERVER, "round finalized", "instance", "round", "participants", "servers");
    }

    private final String instance;
    private final String network;
    private final String networkName;
    private final String wholeNetwork;

    /** For the members of a committee of this kind. */
    public MemberLog(CommitteeOptions options) {
        instance = options.instance();
        network = options.network();
        boolean usual = network.equals(USUAL);
        networkName = usual ? USUAL_NAME : network;
        wholeNetwork = usual ? USUAL_ID : whole(network);
    }

    /** How a line of one kind is made; the fields in mosaik's own order, which differs from line to line. */
    private record Form(String level, String target, String message, List<String> fields) {}

    private static void form(Kind kind, String level, String target, String message, String... fields) {
        FORMS.put(kind, new Form(level, target, message, List.of(fields)));
    }

    private static String whole(String network) {
        String more = UUID.nameUUIDFromBytes(network.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
        return (network + more + more).substring(0, USUAL_ID.length());
    }

    /** The line that the event's member writes, without its end. */
    public String line(CommitteeEvent event) {
        if (event.kind() == Kind.NODE_UP) {
            // zipnet's own first line has its fields inside the message.
            return begin(event.at(), "INFO", "zipnet_node::roles::common") + "zipnet up: network=" + networkName
                    + " instance=" + instance + " peer=" + event.fields().get("peer") + "... role=server";
        }
        if (event.kind() == Kind.FOLLOWING
                && Objects.equals(event.fields().get("old_term"), event.fields().get("new_term"))) {
            // A candidate that gives way to a leader of the same term.
            return begin(event.at(), "DEBUG", ROLE) + "stepping down and following leader="
                    + event.fields().get("leader") + " term=" + event.fields().get("new_term") + " group="
                    + event.group() + " network=" + network;
        }
        Form form = FORMS.get(event.kind());
        if (form == null) {
            throw new IllegalArgumentException(
                    "no line is known for " + event.kind().word());
        }
        StringBuilder line = new StringBuilder(begin(event.at(), form.level(), form.target())).append(form.message());
        for (String field : form.fields()) {
            String name = field.equals(FULL_NETWORK) ? "network" : field;
            line.append(' ').append(name).append('=').append(value(field, event));
        }
        return line.toString();
    }

    private static String begin(Instant at, String level, String target) {
        return TIME.format(at) + " " + " ".repeat(5 - level.length()) + level + " " + target + ": ";
    }

    private String value(String field, CommitteeEvent event) {
        return switch (field) {
            case "instance" -> instance;
            case "network" -> network;
            case FULL_NETWORK -> wholeNetwork;
            case "group" -> event.group();
            case "votes" -> "\"" + event.fields().get(field) + "\"";
            default -> String.valueOf(event.fields().get(field));
        };
    }
}
