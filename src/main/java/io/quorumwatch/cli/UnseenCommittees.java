package io.quorumwatch.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.bus.VerdictState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The clusters of which too little was seen to say how they are. An agent lets what it cannot see grow old before it says that
 * something is wrong; whoever looks for some seconds only cannot wait for that, and must not take it for health.
 */
final class UnseenCommittees {

    /** Those who judge the committee as a whole; that a round is not seen yet says nothing of it. */
    private static final Set<String> WHOLE = Set.of(Concern.LEADER.word(), Concern.BOND.word());

    private UnseenCommittees() {}

    /** Asks the agent; answers why, for each cluster of which that is so, sorted. */
    static Map<String, String> among(Collection<String> clusters, AgentAddress agent) {
        Map<String, String> unseen = new TreeMap<>();
        for (String cluster : clusters) {
            String name = URLEncoder.encode(cluster, StandardCharsets.UTF_8).replace("+", "%20");
            JsonNode whole = agent.get("/api/v1/clusters/" + name).body();
            for (JsonNode finding : whole.path("findings")) {
                if (hidesTheCommittee(finding)) {
                    unseen.put(cluster, why(whole, finding.path("reason").asText()));
                    break;
                }
            }
        }
        return unseen;
    }

    private static boolean hidesTheCommittee(JsonNode finding) {
        String reason = finding.path("reason").asText();
        return WHOLE.contains(finding.path("concern").asText())
                && finding.path("subject").isNull()
                && finding.path("state").asText().equals(VerdictState.UNKNOWN.word())
                && (UnknownReason.countsAgainstHealth(reason) || reason.equals(UnknownReason.BOOTING.word()));
    }

    private static String why(JsonNode cluster, String reason) {
        int up = 0;
        for (JsonNode member : cluster.path("members")) {
            up += member.path("up").asBoolean() ? 1 : 0;
        }
        return reason + "  it cannot be told how it is: "
                + up + " of " + Counted.of(cluster.path("members").size(), "member") + " answered, and "
                + (reason.equals(UnknownReason.LEADER_UNKNOWN.word())
                        ? "it was not seen whether they lead"
                        : "no majority of its committee was seen");
    }
}
