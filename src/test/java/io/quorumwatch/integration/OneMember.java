package io.quorumwatch.integration;

/** The least that can be watched. */
final class OneMember {

    private OneMember() {}

    /** A configuration of one cluster {@code kv} with one member, at this port of this machine. */
    static String configuration(int port) {
        return """
            http: {listen: "127.0.0.1:0"}
            agent: {journal-directory: none}
            clusters:
              - name: kv
                profile: etcd
                members:
                  - {name: a, metrics: "http://127.0.0.1:%d/metrics"}
            """.formatted(port);
    }
}
