package io.quorumwatch.profile.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.profile.Profiles;
import io.quorumwatch.testing.TestClusters;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What zipnet's profile, which holds mosaik's, makes of every kind of line that facts/mosaik.md 4.2 names: a row each. */
class KnownLinesTest {

    private static final Instant READ = Instant.parse("2026-04-18T21:40:00Z");
    private static final String TIME = "2026-04-18T21:33:01.123456Z ";
    private static final String FULL = "b82b6f3b4a1e53d2d56523f5a7b1974e3842ac37a068cc302286065a8853cf43";

    /** {@code level target: text -> event, name=value …}, with {@code ~} for blanks in values. */
    static final List<String> ROWS = List.of(
            " INFO mosaik::groups::group::worker: joining group=5d0c91e7a2 network=b82b6f3b4a -> group-joined group=5d0c91e7a2",
            "DEBUG mosaik::groups::group::worker: leaving group=5d0c91e7a2 network=b82b6f3b4a -> group-left group=5d0c91e7a2",
            "DEBUG mosaik::groups::raft::candidate: starting new leader elections term=3 log=(t:2,i:17) group=5d0c91e7a2"
                    + " -> election-started term=3 group=5d0c91e7a2",
            "DEBUG mosaik::groups::raft::role: new leader elections started by candidate=4c210e8340 term=3 group=5d0c91e7a2"
                    + " -> election-seen peer=4c210e8340 term=3 group=5d0c91e7a2",
            "DEBUG mosaik::groups::raft::candidate: vote granted by peer=4c210e8340 term=3 votes=\"[2+/0-/0?/n=3,q=2/100%]\""
                    + " -> vote-received peer=4c210e8340 term=3",
            "DEBUG mosaik::groups::raft::candidate: vote abstained by peer=4c210e8340 term=3 -> vote-received peer=4c210e8340 term=3",
            "DEBUG mosaik::groups::raft::candidate: vote denied by peer=4c210e8340 term=3 -> vote-received peer=4c210e8340 term=3",
            "DEBUG mosaik::groups::raft::role: granting vote to candidate candidate=4c210e8340 term=3"
                    + " -> vote-cast peer=4c210e8340 term=3",
            "DEBUG mosaik::groups::raft::role: abstained from voting as observer candidate=4c210e8340 term=3"
                    + " -> vote-cast peer=4c210e8340 term=3",
            "DEBUG mosaik::groups::raft::role: abstained from voting because we are behind their log candidate=4c210e8340 term=3"
                    + " -> vote-cast peer=4c210e8340 term=3",
            "DEBUG mosaik::groups::raft::role: denying vote, already voted in this term candidate=4c210e8340 term=3"
                    + " -> vote-cast peer=4c210e8340 term=3",
            "DEBUG mosaik::groups::raft::role: denying vote because our log is ahead candidate=4c210e8340 term=3"
                    + " -> vote-cast peer=4c210e8340 term=3",
            "DEBUG mosaik::groups::raft::candidate: quorum reached, becoming leader term=5 group=5d0c91e7a2 network=b82b6f3b4a"
                    + " votes=\"[2+/0-/0?/n=3,q=2/100%]\" -> election-won term=5 group=5d0c91e7a2",
            "DEBUG mosaik::groups::raft::candidate: quorum not reached term=5 group=5d0c91e7a2 committee_size=3"
                    + " votes=\"[1+/0-/0?/n=3,q=2/50%]\" -> election-undecided term=5 group=5d0c91e7a2",
            "DEBUG mosaik::groups::raft::role: stepping down and following leader=4c210e8340 term=5 group=5d0c91e7a2"
                    + " -> following peer=4c210e8340 term=5 group=5d0c91e7a2",
            "DEBUG mosaik::groups::raft::role: following leader=4c210e8340 old_term=4 new_term=5 group=5d0c91e7a2"
                    + " -> following peer=4c210e8340 term=5 group=5d0c91e7a2",
            "DEBUG mosaik::groups::raft::role: stepping down to follower group=5d0c91e7a2 old_term=4 new_term=5"
                    + " -> term-changed term=5 group=5d0c91e7a2",
            " WARN mosaik::groups::raft::role: rival group leader detected term=4 other_leader=4c210e8340 other_leader_log=(t:4,i:17)"
                    + " local_log=(t:4,i:16) group=5d0c91e7a2 network=b82b6f3b4a -> rival-leader peer=4c210e8340 term=4 group=5d0c91e7a2",
            " WARN mosaik::groups::raft::candidate: ignoring unsolicited vote from=4c210e8340 term=4"
                    + " -> vote-unsolicited peer=4c210e8340 term=4",
            "DEBUG mosaik::groups::group::worker: bond established id=77aa01bc9e peer=9f3c11d2ab group=5d0c91e7a2 network=b82b6f3b4a"
                    + " -> bond-formed peer=9f3c11d2ab group=5d0c91e7a2",
            " WARN mosaik::groups::group::worker: peer entry not found in catalog after bond formed peer=9f3c11d2ab"
                    + " -> peer-unlisted peer=9f3c11d2ab",
            "DEBUG mosaik::groups::group::worker: bond terminated id=77aa01bc9e group=5d0c91e7a2 peer=9f3c11d2ab network=b82b6f3b4a"
                    + " reason=Timeout (code 30408) -> bond-ended peer=9f3c11d2ab group=5d0c91e7a2 reason=Timeout~(code~30408)",
            " WARN mosaik::groups::bond::worker: heartbeat failed: too many missed heartbeats network=" + FULL
                    + " peer=9f3c11d2ab group=5d0c91e7a2 -> bond-silent peer=9f3c11d2ab group=5d0c91e7a2",
            "DEBUG mosaik::groups::bond::worker: recv error=closed peer=9f3c11d2ab group=5d0c91e7a2"
                    + " -> link-error peer=9f3c11d2ab group=5d0c91e7a2 reason=closed",
            "DEBUG mosaik::groups::bond::worker: send error=closed peer=9f3c11d2ab group=5d0c91e7a2"
                    + " -> link-error peer=9f3c11d2ab group=5d0c91e7a2 reason=closed",
            "TRACE mosaik::groups::bond::worker: voluntarily left the group peer=9f3c11d2ab group=5d0c91e7a2"
                    + " -> peer-left peer=9f3c11d2ab group=5d0c91e7a2",
            "TRACE mosaik::groups::group::worker: bonding failed error=timed out peer=9f3c11d2ab group=5d0c91e7a2"
                    + " -> bond-failed peer=9f3c11d2ab group=5d0c91e7a2 reason=timed~out",
            "DEBUG mosaik::groups::bond: handshake timeout waiting for bond confirmation peer=9f3c11d2ab group=5d0c91e7a2"
                    + " -> handshake-timeout peer=9f3c11d2ab group=5d0c91e7a2",
            " WARN mosaik::groups::bond: remote peer provided invalid group secret proof network=" + FULL
                    + " peer=9f3c11d2ab group=5d0c91e7a2 -> secret-refused peer=9f3c11d2ab group=5d0c91e7a2",
            " WARN mosaik::groups::bond: attempted to send raft message to non-bonded peer peer=9f3c11d2ab"
                    + " -> message-undelivered peer=9f3c11d2ab",
            "DEBUG mosaik::groups::bond::worker: ticket expired peer=9f3c11d2ab network=" + FULL
                    + " group=5d0c91e7a2 -> ticket-expired peer=9f3c11d2ab group=5d0c91e7a2",
            "DEBUG mosaik::groups::bond::worker: peer no longer authorized peer_id=9f3c11d2ab group=5d0c91e7a2"
                    + " -> peer-refused peer=9f3c11d2ab group=5d0c91e7a2",
            "DEBUG mosaik::groups::bond: rejecting bond: unauthorized peer=9f3c11d2ab group=5d0c91e7a2"
                    + " -> peer-refused peer=9f3c11d2ab group=5d0c91e7a2",
            "DEBUG mosaik::groups::bond: bonding failed: unauthorized peer=9f3c11d2ab group=5d0c91e7a2"
                    + " -> peer-refused peer=9f3c11d2ab group=5d0c91e7a2",
            " WARN mosaik::groups::bond: remote peer rejected: unauthorized peer=9f3c11d2ab group=5d0c91e7a2"
                    + " -> refused-by-peer peer=9f3c11d2ab group=5d0c91e7a2",
            " INFO mosaik::groups::raft::follower: starting state sync leader_pos=(t:4,i:90) local_pos=(t:0,i:0) term=4 group=5d0c91e7a2"
                    + " -> catch-up-started term=4 group=5d0c91e7a2",
            " INFO mosaik::groups::raft::follower: state sync complete, back online log_at=(t:4,i:90) term=4 group=5d0c91e7a2"
                    + " -> catch-up-finished term=4 group=5d0c91e7a2",
            " INFO mosaik::collections::sync::session: selected snapshot anchor anchor=(t:4,i:90) items=4 -> snapshot-chosen",
            " INFO mosaik::collections::sync::session: upgrading snapshot anchor old_anchor=(t:4,i:90) new_anchor=(t:4,i:95) len=4"
                    + " -> snapshot-chosen",
            "DEBUG mosaik::collections::sync::session: snapshot available from=9f3c11d2ab anchor=(t:4,i:90)"
                    + " -> snapshot-progress peer=9f3c11d2ab",
            "DEBUG mosaik::collections::sync::session: syncing snapshot 40.0% range=1..4 group=5d0c91e7a2"
                    + " -> snapshot-progress group=5d0c91e7a2",
            "DEBUG mosaik::collections::sync::session: snapshot sync completed: 12 items in 1.2ms from 2 peers group=5d0c91e7a2"
                    + " -> snapshot-progress group=5d0c91e7a2",
            "DEBUG mosaik::collections::sync::session: retrying snapshot request leader=9f3c11d2ab group=5d0c91e7a2"
                    + " -> snapshot-progress peer=9f3c11d2ab group=5d0c91e7a2",
            " WARN mosaik::collections::sync::session: snapshot fetch request timed out peer=9f3c11d2ab range=[1..4]"
                    + " -> snapshot-trouble peer=9f3c11d2ab",
            " WARN mosaik::collections::sync::provider: snapshot range out of bounds peer=9f3c11d2ab range=[1..4]"
                    + " -> snapshot-trouble peer=9f3c11d2ab",
            "DEBUG mosaik::groups::replay::session: syncing state 40.0% complete group=5d0c91e7a2"
                    + " -> replay-progress group=5d0c91e7a2",
            "DEBUG mosaik::groups::replay::session: synced 90 entries in 1.2ms from 2 peers group=5d0c91e7a2"
                    + " -> replay-progress group=5d0c91e7a2",
            " WARN mosaik::groups::replay::session: fetch request timed out peer=9f3c11d2ab range=[1..4]"
                    + " -> replay-trouble peer=9f3c11d2ab",
            " WARN mosaik::groups::raft::leader: unable to serialize log entries for replication; reverting and dropping batch"
                    + " error=x range=[1..4] group=5d0c91e7a2 -> entries-dropped group=5d0c91e7a2 reason=x",
            "TRACE mosaik::groups::raft::leader: committed_ix=9 log_position=(t:1,i:9) -> commit-advanced",
            "TRACE mosaik::groups::raft::follower: new_entries=2 local_log=(t:1,i:9) term=1 -> commit-advanced term=1",
            "TRACE mosaik::groups::raft::role: ignoring stale raft message local_term=4 message_term=3 -> stale-message",
            "DEBUG mosaik::discovery::worker: discovered new peer=9f3c11d2ab network=" + FULL
                    + " -> peer-discovered peer=9f3c11d2ab",
            "DEBUG mosaik::discovery::worker: purged 3 stale peers peers=3 -> peers-purged",
            " WARN mosaik::discovery::announce: announcement gossip network connection lost, attempting to re-join network="
                    + FULL + " -> gossip-lost",
            " WARN mosaik::discovery::announce: announcement gossip network down error=gone -> gossip-lost reason=gone",
            " WARN mosaik::discovery::announce: failed to broadcast announcement message error=gone"
                    + " -> gossip-lost reason=gone",
            "TRACE mosaik::discovery::announce: ignoring discovery entry with stale timestamp peer_id=9f3c11d2ab time_diff=90s"
                    + " -> entry-stale peer=9f3c11d2ab",
            " WARN mosaik::discovery::announce: failed to dial peers via announcement gossip network error=gone"
                    + " -> gossip-lost reason=gone",
            "ERROR mosaik::discovery::announce: Unrecoverable error in discovery protocol, terminating network error=gone"
                    + " -> discovery-ended reason=gone",
            "ERROR mosaik::discovery::worker: Discovery subsystem terminated error=gone -> discovery-ended reason=gone",
            " WARN mosaik::discovery::dht: failed to initialize DHT bootstrap error=gone -> dht-failed reason=gone",
            "ERROR mainline::rpc: Could not bootstrap the routing table -> bootstrap-failed",
            " INFO zipnet_node::roles::common: zipnet up: network=mosaik.universe instance=acme.mainnet peer=4c210e8340..."
                    + " role=server -> node-up instance=acme.mainnet peer=server-1",
            " INFO zipnet_node::roles::server: joined groups instance=acme.mainnet committee_group=5d0c91e7a2"
                    + " -> node-up instance=acme.mainnet committee-group=5d0c91e7a2",
            " INFO zipnet_node::roles::common: shutting down instance=acme.mainnet -> shutting-down instance=acme.mainnet",
            " INFO zipnet_node::roles::server: opening round instance=acme.mainnet round=7 participants=2"
                    + " -> round-opened instance=acme.mainnet round=7 participants=2",
            " INFO zipnet_node::roles::server: submitted partial instance=acme.mainnet round=7"
                    + " -> partial-submitted instance=acme.mainnet round=7",
            " INFO zipnet_node::roles::server: SubmitAggregate round=7 -> aggregate-submitted round=7",
            " INFO zipnet_node::roles::server: executed Command::SubmitAggregate { .. } round=7 -> aggregate-submitted round=7",
            " INFO zipnet_node::roles::server: round finalized instance=acme.mainnet round=7 participants=2 servers=3"
                    + " -> round-finalized instance=acme.mainnet round=7 participants=2 servers=3",
            " INFO zipnet_node::roles::aggregator: forwarded aggregate round=7 participants=12"
                    + " -> aggregate-forwarded round=7 participants=12",
            " INFO zipnet_node::roles::aggregator: registering client client=c0ffee -> client-registered client=c0ffee",
            " INFO zipnet_node::roles::client: sealed envelope round=7 -> envelope-sealed round=7",
            " INFO zipnet_node::roles::client: registration client_id=c0ffee -> registration client=c0ffee",
            "ERROR zipnet_client: bind failed error=WrongUniverse { expected: x } -> wrong-universe reason=WrongUniverse~{~expected:~x~}",
            " WARN zipnet_node::roles::server: duplicate client client=c0ffee -> duplicate-client client=c0ffee",
            " WARN zipnet_node::roles::server: ticket refused error=quote has expired -> quote-expired reason=quote~has~expired",
            " WARN zipnet_node::roles::server: ticket refused error=MR_TD mismatch -> image-refused reason=MR_TD~mismatch",
            " WARN zipnet_node::roles::server: clock skew of 90 s -> clock-off",
            " WARN zipnet_node::roles::server: entry 9 reverted -> unknown-commit",
            " WARN something::other: block committed -> unknown-commit");

    /** Lines that resemble known ones; none of them means anything. */
    static final List<String> LOOKALIKES = List.of(
            " INFO zipnet_node::roles::server: note about=\"round finalized round=9\"",
            " INFO zipnet_node::roles::server: a round finalized early round=9",
            " INFO zipnet_node::roles::server: Round finalized round=9",
            " INFO my::jobs: joining group=5d0c91e7a2",
            " INFO my::jobs: following leader=4c210e8340 new_term=5",
            " INFO my::jobs: joined groups committee_group=ffffffffff",
            " INFO my::jobs: shutting down",
            " WARN my::jobs: ticket expired peer=9f3c11d2ab",
            " WARN my::jobs: heartbeat failed peer=9f3c11d2ab",
            " INFO zipnet_node::roles::server: state last_committed=7 committed=9 reverted=0",
            " INFO zipnet_node::roles::server: 4 uncommitted entries",
            " INFO iroh::net: path committed",
            " INFO zipnet_node::roles::server: ResubmitAggregates=4",
            "DEBUG mosaik::groups::bond::worker: received 3 messages",
            "DEBUG mosaik::groups::bond::worker: sending peer=9f3c11d2ab",
            "DEBUG mosaik::groups::raft::leader: note committed_ix=9",
            "TRACE my::jobs: committed_ix=9",
            " INFO mosaik::store: purged 3 rows");

    private final LogReader reader = new LogReader(
            Profiles.load().profile("zipnet").logs(),
            TestClusters.of("acme.mainnet", "zipnet", Map.of(), "server-1", "server-2"));

    @ParameterizedTest
    @FieldSource("ROWS")
    void everyKnownLineSaysWhatItSays(String row) {
        String[] sides = row.split(" ->");
        String line = TIME + sides[0];
        LogEvent event = reader.read("server-1", line, READ);
        List<String> words = Arrays.asList(sides[1].trim().split(" "));
        assertThat(event).isNotNull();
        assertThat(event.kind().word()).isEqualTo(words.get(0));
        assertThat(event.fields()).isEqualTo(fields(words.subList(1, words.size())));
        assertThat(event.at()).isEqualTo(Instant.parse(TIME.trim()));
        assertThat(event.readAt()).isEqualTo(READ);
        assertThat(event.member()).isEqualTo("server-1");
        assertThat(event.line()).isEqualTo(line.substring(0, Math.min(line.length(), LogEvent.LONGEST_LINE)));
    }

    private static Map<String, String> fields(List<String> pairs) {
        Map<String, String> fields = new TreeMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            fields.put(pair.substring(0, equals), pair.substring(equals + 1).replace('~', ' '));
        }
        return fields;
    }

    @ParameterizedTest
    @FieldSource("LOOKALIKES")
    void aLineThatOnlyLooksLikeOneMeansNothing(String line) {
        assertThat(reader.read("server-1", TIME + line, READ)).isNull();
    }

    @ParameterizedTest
    @FieldSource("ROWS")
    void inJsonItSaysTheSame(String row) {
        String line = TIME + row.split(" ->")[0];
        LogEvent plain = reader.read("server-1", line, READ);
        LogEvent json = reader.read("server-1", json(line), READ);

        assertThat(plain).isNotNull();
        assertThat(json).isNotNull();
        assertThat(json.kind()).isEqualTo(plain.kind());
        assertThat(json.fields()).isEqualTo(plain.fields());
        assertThat(json.at()).isEqualTo(plain.at());
    }

    /** The line as tracing's JSON would have it: here with the fields inside the message. */
    private static String json(String line) {
        String level = line.substring(TIME.length(), TIME.length() + 5).trim();
        String rest = line.substring(TIME.length() + 6);
        int colon = rest.indexOf(": ");
        return "{\"timestamp\":\"" + TIME.trim() + "\",\"level\":\"" + level + "\",\"fields\":{\"message\":\""
                + rest.substring(colon + 2).replace("\"", "\\\"") + "\"},\"target\":\"" + rest.substring(0, colon)
                + "\"}";
    }

    @Test
    void everyRuleOfTheProfileHasARow() {
        Set<EventKind> missing = EnumSet.noneOf(EventKind.class);
        Map<String, Boolean> shown = new HashMap<>();
        ROWS.forEach(
                row -> shown.put(row.substring(row.indexOf(" ->") + 3).trim().split(" ")[0], true));
        Profiles.load().profile("zipnet").logs().lines().forEach(rule -> {
            if (!shown.containsKey(rule.kind().word())) {
                missing.add(rule.kind());
            }
        });
        assertThat(missing).containsExactly(EventKind.PANIC);
    }

    @Test
    void aPanicIsInNoFormatAndIsHeardAllTheSame() {
        LogEvent event = reader.read("server-1", "thread 'tokio-runtime-worker' panicked at src/raft.rs:9:5:", READ);

        assertThat(event).isNotNull();
        assertThat(event.kind()).isEqualTo(EventKind.PANIC);
        assertThat(event.at()).isEqualTo(READ);
        assertThat(reader.unstructured()).isEqualTo(1);
    }
}
