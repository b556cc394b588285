package io.quorumwatch.cli;

/** What an agent says in these tests. */
final class AgentAnswers {

    static final String OPEN = """
            {"kind":"incident","id":"acme-20260501T120035.000Z","watched":"acme","state":"changed","severity":"page",
             "at":"2026-05-01T12:01:00.000Z","opened_at":"2026-05-01T12:00:35.000Z","resolved_at":null,
             "conditions":["round-stall","member-down"],
             "findings":[
              {"condition":"round-stall","subject":null,"severity":"page","since":"2026-05-01T12:00:55.000Z","firing":true},
              {"condition":"member-down","subject":"m2","severity":"warning","since":"2026-05-01T12:00:32.000Z","firing":false}],
             "causes":[
              {"cause":"member-stopped","likelihood":"very_likely","subjects":["m2","m3"],
               "for":["m2 refuses","m2 was running before"],"against":["m1 has bonds"],"unknown":["why"],"next":"start m2"},
              {"cause":"link-cut","likelihood":"possible","subjects":[],"for":[],"against":[],"unknown":[],"next":"ping"}]}
            """.replace("\n", "");

    static final String OVER = """
            {"kind":"incident","id":"lab-20260430T080000.000Z","watched":"lab","state":"resolved","severity":"warning",
             "at":"2026-04-30T08:05:00.000Z","opened_at":"2026-04-30T08:00:00.000Z","resolved_at":"2026-04-30T08:05:00.000Z",
             "conditions":["member-down"],"findings":[],"causes":[{"cause":"unknown","likelihood":"possible","next":"read"}]}
            """.replace("\n", "");

    static final String INCIDENTS = "{\"incidents\":[" + OPEN + "," + OVER + "]}";

    private AgentAnswers() {}

    /** A health report with components such as {@code "acme/leader not_ready leader-absent"}. */
    static String health(String status, String... components) {
        StringBuilder json = new StringBuilder("{\"schema_version\":1,\"status\":\"" + status
                + "\",\"generated_at\":\"2026-05-01T12:01:00.000Z\",\"components\":{");
        for (int index = 0; index < components.length; index++) {
            String[] words = components[index].split(" ", 4);
            json.append(index == 0 ? "" : ",")
                    .append("\"")
                    .append(words[0])
                    .append("\":{\"status\":\"")
                    .append(words[1]);
            json.append("\",\"reason\":").append(words.length < 3 ? "null" : "\"" + words[2] + "\"");
            json.append(",\"since\":\"2026-05-01T12:00:00.000Z\",\"critical\":")
                    .append(words.length < 4)
                    .append("}");
        }
        return json.append("}}").toString();
    }
}
