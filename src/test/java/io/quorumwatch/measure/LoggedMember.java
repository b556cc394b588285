package io.quorumwatch.measure;

/** The configuration of an agent that watches one member which nobody answers for: only its log is read. */
final class LoggedMember {

    static final String CLUSTER = "acme";
    static final String MEMBER = "s1";

    private LoggedMember() {}

    /** With this as where its log is from, for example {@code file: /var/log/member.log}. */
    static String configuration(String logs) {
        return """
                agent: {id: measured, journal-directory: none}
                http: {listen: "127.0.0.1:0"}
                clusters:
                  - name: %s
                    profile: zipnet
                    members:
                      - {name: %s, role: committee, metrics: "http://127.0.0.1:9/metrics", logs: {%s}}
                """.formatted(CLUSTER, MEMBER, logs);
    }
}
