package io.quorumwatch.face.web;

import io.quorumwatch.bus.Figures;
import io.quorumwatch.bus.JsonForm;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.catalogue.Condition;
import io.quorumwatch.desk.health.ClusterView;
import io.quorumwatch.desk.health.MemberView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The JSON form of what was seen of a cluster; what is not known is left out. */
final class ClusterJson {

    private ClusterJson() {}

    /** What a list of clusters shows of each. */
    static Map<String, Object> summary(ClusterView cluster) {
        Map<String, Object> json = new TreeMap<>();
        json.put("name", cluster.name());
        json.put("profile", cluster.profile());
        json.put("critical", cluster.critical());
        json.put("looked", cluster.looked());
        json.put("at", JsonForm.time(cluster.at()));
        json.put("leaders", cluster.leaders());
        json.put("members", List.copyOf(cluster.members().keySet()));
        json.put(
                "firing",
                cluster.verdicts().stream()
                        .filter(verdict -> verdict.firing())
                        .map(verdict -> verdict.condition())
                        .distinct()
                        .toList());
        return json;
    }

    /** Everything that is known of a cluster. */
    static Map<String, Object> whole(ClusterView cluster) {
        Map<String, Object> json = summary(cluster);
        List<Object> members = new ArrayList<>();
        Map<String, Object> links = new TreeMap<>();
        for (MemberView member : cluster.members().values()) {
            members.add(member(member));
            MemberReading page = member.lastSeen();
            if (page != null && !page.links().isEmpty()) {
                links.put(member.name(), new TreeMap<>(page.links()));
            }
        }
        json.put("members", members);
        json.put("links", links);
        json.put("rounds", rounds(cluster));
        put(json, Figures.FAILURE_TOLERANCE, cluster.figure(Condition.QUORUM_MARGIN.key(), Figures.FAILURE_TOLERANCE));
        json.put("findings", cluster.findings().stream().map(JsonForm::of).toList());
        json.put("blind_spots", cluster.blindSpots());
        return json;
    }

    private static Map<String, Object> member(MemberView member) {
        Map<String, Object> json = new TreeMap<>();
        json.put("name", member.name());
        json.put("role", member.role());
        json.put("raft_role", member.state().word());
        json.put("up", member.up());
        MemberReading last = member.last();
        if (last != null) {
            json.put("looked_at", JsonForm.time(last.answeredAt()));
            put(json, "failure", last.failure() == null ? null : last.failure().word());
        }
        MemberReading page = member.lastSeen();
        if (page != null) {
            json.put("seen_at", JsonForm.time(page.answeredAt()));
            put(json, "identity", page.identity());
            put(json, "group", page.group());
            put(json, "network", page.network());
        }
        number(json, "bonds", member.bonds());
        number(json, "commit_index", member.signals().get(Signal.COMMIT_INDEX));
        json.putAll(member.figures());
        return json;
    }

    private static Map<String, Object> rounds(ClusterView cluster) {
        Map<String, Object> json = new TreeMap<>();
        for (String figure : List.of(
                Figures.ROUNDS_FINALIZED, Figures.LAST_FINALIZED_AT, Figures.PARTICIPANTS, Figures.INTERVAL_SECONDS)) {
            put(json, figure, cluster.figure(Condition.ROUND_STALL.key(), figure));
        }
        return json;
    }

    private static void number(Map<String, Object> json, String name, double value) {
        if (!Double.isNaN(value)) {
            json.put(name, value == Math.rint(value) ? (Object) (long) value : (Object) value);
        }
    }

    private static void put(Map<String, Object> json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
