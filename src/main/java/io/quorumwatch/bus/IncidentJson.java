package io.quorumwatch.bus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The JSON form of an {@link Incident}. */
final class IncidentJson {

    private IncidentJson() {}

    static SortedMap<String, Object> of(Incident incident) {
        SortedMap<String, Object> json = new TreeMap<>();
        json.put("kind", "incident");
        JsonForm.put(json, "at", JsonForm.time(incident.at()));
        json.put("watched", incident.watched());
        json.put("id", incident.id());
        json.put("state", incident.state().word());
        JsonForm.put(json, "opened_at", JsonForm.time(incident.openedAt()));
        JsonForm.put(json, "resolved_at", incident.resolvedAt() == null ? null : JsonForm.time(incident.resolvedAt()));
        json.put("severity", incident.severity().word());
        json.put(
                "conditions",
                incident.conditions().stream()
                        .map(IncidentCondition::condition)
                        .distinct()
                        .toList());
        json.put(
                "findings",
                incident.conditions().stream().map(IncidentJson::finding).toList());
        json.put("causes", incident.causes().stream().map(IncidentJson::cause).toList());
        return json;
    }

    private static SortedMap<String, Object> finding(IncidentCondition condition) {
        SortedMap<String, Object> json = new TreeMap<>();
        json.put("condition", condition.condition());
        JsonForm.put(json, "subject", condition.subject());
        json.put("severity", condition.severity().word());
        JsonForm.put(json, "since", JsonForm.time(condition.since()));
        json.put("firing", condition.firing());
        json.put("held_back", condition.heldBack());
        return json;
    }

    private static SortedMap<String, Object> cause(RankedCause cause) {
        SortedMap<String, Object> json = new TreeMap<>();
        json.put("cause", cause.cause());
        json.put("likelihood", cause.likelihood().word());
        json.put("subjects", cause.subjects());
        json.put("for", cause.supporting());
        json.put("against", cause.against());
        json.put("unknown", cause.unknown());
        json.put("next", cause.next());
        return json;
    }

    static Incident read(JsonFields json) {
        List<IncidentCondition> conditions = new ArrayList<>();
        for (Map<String, Object> finding : json.objects("findings")) {
            JsonFields fields = new JsonFields(finding);
            conditions.add(new IncidentCondition(
                    fields.text("condition"),
                    fields.textOrNull("subject"),
                    fields.word(Severity.class, "severity"),
                    fields.time("since"),
                    fields.truth("firing"),
                    fields.truth("held_back")));
        }
        List<RankedCause> causes = new ArrayList<>();
        for (Map<String, Object> cause : json.objects("causes")) {
            JsonFields fields = new JsonFields(cause);
            causes.add(new RankedCause(
                    fields.text("cause"),
                    fields.word(Likelihood.class, "likelihood"),
                    fields.texts("subjects"),
                    fields.texts("for"),
                    fields.texts("against"),
                    fields.texts("unknown"),
                    fields.text("next")));
        }
        return new Incident(
                json.text("watched"),
                json.text("id"),
                json.word(IncidentState.class, "state"),
                json.time("at"),
                json.time("opened_at"),
                json.textOrNull("resolved_at") == null ? null : json.time("resolved_at"),
                json.word(Severity.class, "severity"),
                conditions,
                causes);
    }
}
