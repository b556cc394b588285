package io.quorumwatch.face.web;

import io.quorumwatch.bus.Figures;
import io.quorumwatch.bus.HealthReport;
import io.quorumwatch.bus.JsonForm;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.desk.health.Aggregate;
import io.quorumwatch.desk.health.ClusterView;
import io.quorumwatch.desk.health.MemberView;
import io.quorumwatch.desk.health.RestartAdvice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The JSON of {@code /api/v1/clusters}: what the members and the judges said last, keys sorted, unknown figures null. */
final class ClusterJson {

    private ClusterJson() {}

    /** One cluster in a few figures. */
    static Map<String, Object> summary(ClusterView cluster, HealthReport health) {
        Map<String, Object> findings = new TreeMap<>();
        for (VerdictState state : List.of(VerdictState.FIRING, VerdictState.PENDING, VerdictState.UNKNOWN)) {
            findings.put(
                    state.word(),
                    cluster.findings().stream()
                            .filter(verdict -> verdict.state() == state)
                            .count());
        }
        long up = cluster.members().values().stream().filter(MemberView::up).count();
        Map<String, Object> json = new TreeMap<>();
        json.put("name", cluster.name());
        json.put("profile", cluster.profile());
        json.put("critical", cluster.critical());
        json.put(
                "status",
                Aggregate.of(Aggregate.partOf(health, cluster.name()), health.generatedAt(), Map.of())
                        .status()
                        .word());
        json.put("looked", cluster.looked());
        json.put("leaders", cluster.leaders());
        json.put("members", new TreeMap<>(Map.of("total", cluster.members().size(), "up", up)));
        json.put("findings", findings);
        put(json, "failure_tolerance", cluster.figure("quorum-margin", Figures.FAILURE_TOLERANCE));
        return json;
    }

    /** One cluster with everything that is known about it. */
    static Map<String, Object> whole(ClusterView cluster, HealthReport health) {
        Map<String, Object> json = summary(cluster, health);
        Map<String, Object> links = new TreeMap<>();
        Map<String, Object> lag = new TreeMap<>();
        List<Object> members = new ArrayList<>();
        Map<String, Verdict> lagging = ofLagByMember(cluster);
        for (MemberView member : cluster.members().values()) {
            members.add(member(member));
            if (!member.up()) {
                // What it said last is told with its time; that it still holds nobody knows.
                continue;
            }
            if (member.lastSeen() != null && !member.lastSeen().links().isEmpty()) {
                links.put(member.name(), new TreeMap<>(member.lastSeen().links()));
            }
            Verdict lags = lagging.get(member.name());
            if (lags != null) {
                Map<String, Object> figures = figures(List.of(lags));
                Map<String, Object> behind = new TreeMap<>();
                put(behind, "entries", figures.get(Figures.LAG_ENTRIES));
                put(behind, "seconds", figures.get(Figures.LAG_SECONDS));
                lag.put(member.name(), behind);
            }
        }
        json.put("schema_version", JsonForm.SCHEMA_VERSION);
        put(json, "generated_at", JsonForm.time(cluster.at()));
        json.put("members", members);
        json.put("links", links);
        json.put("lag", lag);
        json.put("rounds", rounds(cluster));
        json.put("findings", cluster.findings().stream().map(JsonForm::of).toList());
        json.put("blind_spots", cluster.blindSpots());
        return json;
    }

    /** One walk over what may be ten thousand verdicts, not one for each member. */
    private static Map<String, Verdict> ofLagByMember(ClusterView cluster) {
        Map<String, Verdict> lagging = new HashMap<>();
        for (Verdict verdict : cluster.verdicts()) {
            if (verdict.subject() != null && verdict.evidence().containsKey(Figures.LAG_ENTRIES)) {
                lagging.put(verdict.subject(), verdict);
            }
        }
        return lagging;
    }

    /** Whether a member may be restarted. */
    static Map<String, Object> advice(ClusterView cluster, String member, RestartAdvice advice, Instant now) {
        Map<String, Object> json = new TreeMap<>();
        json.put("cluster", cluster.name());
        json.put("member", member);
        json.put("safe", advice.safe());
        json.put("reason", advice.reason().word());
        json.put("blocking", advice.blocking());
        json.put("failure_tolerance", advice.failureTolerance());
        json.put("voters", advice.voters());
        json.put("majority", advice.majority());
        json.put("remaining", advice.remaining());
        json.put("leads", advice.leads());
        put(json, "generated_at", JsonForm.time(now));
        return json;
    }

    private static Map<String, Object> member(MemberView member) {
        MemberReading last = member.last();
        MemberReading seen = member.lastSeen();
        Map<String, Object> json = new TreeMap<>();
        json.put("name", member.name());
        json.put("role", member.role());
        json.put("state", member.state().word());
        json.put("up", member.up());
        put(json, "asked_at", last == null ? null : JsonForm.time(last.askedAt()));
        put(json, "answered_at", last == null ? null : JsonForm.time(last.answeredAt()));
        put(
                json,
                "failure",
                last == null || last.failure() == null ? null : last.failure().word());
        put(json, "error", last == null ? null : last.error());
        put(json, "last_seen_at", seen == null ? null : JsonForm.time(seen.answeredAt()));
        Map<String, Object> page = seen == null ? Map.of("signals", Map.of()) : JsonForm.of(seen);
        for (String copied : List.of("identity", "group", "network", "signals")) {
            put(json, copied, page.get(copied));
        }
        return json;
    }

    private static Map<String, Object> rounds(ClusterView cluster) {
        Map<String, Object> stall = figures(ofCondition(cluster, "round-stall"));
        Map<String, Object> slow = figures(ofCondition(cluster, "round-slow"));
        Map<String, Object> json = new TreeMap<>();
        put(json, "finalized", stall.get(Figures.ROUNDS_FINALIZED));
        put(json, "last_finalized_at", stall.get(Figures.LAST_FINALIZED_AT));
        put(json, "last_finalized_seconds_ago", stall.get(Figures.LAST_FINALIZED_SECONDS_AGO));
        put(json, "participants", stall.get(Figures.PARTICIPANTS));
        put(json, "interval_seconds", slow.get(Figures.INTERVAL_SECONDS));
        return json;
    }

    private static List<Verdict> ofCondition(ClusterView cluster, String condition) {
        return cluster.verdicts().stream()
                .filter(verdict -> verdict.condition().equals(condition))
                .toList();
    }

    /** The evidence in its JSON form, since a judge may put into it what is handy. */
    private static Map<String, Object> figures(List<Verdict> verdicts) {
        Map<String, Object> figures = new TreeMap<>();
        for (Verdict verdict : verdicts) {
            if (JsonForm.of(verdict).get("evidence") instanceof Map<?, ?> evidence) {
                evidence.forEach((name, value) -> put(figures, String.valueOf(name), value));
            }
        }
        return figures;
    }

    /** Null stands for "not known" in JSON, which the map's own type does not say. */
    @SuppressWarnings("NullAway")
    private static void put(Map<String, Object> json, String key, @Nullable Object value) {
        json.put(key, value);
    }
}
