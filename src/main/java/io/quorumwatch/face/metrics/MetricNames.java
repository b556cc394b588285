package io.quorumwatch.face.metrics;

import java.util.List;

/**
 * Every family of metrics that the agent exports about what it watches and about itself: the contract with dashboards and alert rules.
 * A change here changes the golden file {@code golden/metrics.txt}, and needs an issue that says so.
 *
 * <p>A series exists only while its number is known. Families of a part that is not running are not exported at all.
 */
public enum MetricNames {
    INFO(Type.INFO, "info", "Version and name of this agent; always 1.", "version", "agent"),
    PROCESS_START_TIME(
            Type.GAUGE, "process_start_time_seconds", "When this agent started, in seconds since the epoch."),
    COMPONENT_STATUS(
            Type.GAUGE,
            "component_status",
            "Health of a component as /health shows it: 1 for its present status, 0 for all others. The agent itself"
                    + " is watched as agent.",
            "watched",
            "component",
            "status"),
    CONDITION_FIRING(
            Type.GAUGE,
            "condition_firing",
            "1 while the condition is firing, with its present severity, else 0. Missing while it cannot be judged.",
            "watched",
            "condition",
            "severity"),
    CONDITION_TRANSITIONS(
            Type.COUNTER,
            "condition_transitions_total",
            "How often the condition has gone to a state, all its members and links together.",
            "watched",
            "condition",
            "to"),
    MEMBER_UP(
            Type.GAUGE,
            "member_up",
            "1 when the last look at the member gave a page, 0 when it failed.",
            "watched",
            "member"),
    MEMBER_ROLE(
            Type.GAUGE,
            "member_role",
            "Role of a committee member: 1 for its present role, 0 for all others.",
            "watched",
            "member",
            "role"),
    LEADERS(Type.GAUGE, "leaders", "How many members lead by their last look.", "watched"),
    LEADER_CHANGES(Type.COUNTER, "leader_changes_total", "Changes of the leader.", "watched"),
    BONDS(Type.GAUGE, "bonds", "Living bonds of the member to other members.", "watched", "member"),
    LINK_UP(
            Type.GAUGE,
            "link_up",
            "1 when the member has a living link to the peer, else 0; only where pages name peers.",
            "watched",
            "member",
            "peer"),
    FAILURE_TOLERANCE(
            Type.GAUGE,
            "failure_tolerance",
            "How many more members may fail before the majority is lost; 0 too when it is lost already.",
            "watched"),
    RAFT_COMMIT_INDEX(
            Type.GAUGE,
            "raft_commit_index",
            "Highest index that the member knows to be committed.",
            "watched",
            "member"),
    RAFT_LAG_ENTRIES(
            Type.GAUGE,
            "raft_lag_entries",
            "Indices that the member is behind its leader, corrected for the time between the looks.",
            "watched",
            "member"),
    RAFT_LAG(
            Type.GAUGE,
            "raft_lag_seconds",
            "How long ago the leader was where the member is now.",
            "watched",
            "member"),
    ROUNDS_FINALIZED(Type.COUNTER, "rounds_finalized_total", "Rounds finalized.", "watched"),
    ROUND_AGE(Type.GAUGE, "round_age_seconds", "Time since the last round was finalized.", "watched"),
    ROUND_INTERVAL(
            Type.HISTOGRAM,
            "round_interval_seconds",
            "Time between finalized rounds; several that are reported at once count with their mean.",
            "watched"),
    ROUND_PARTICIPANTS(Type.GAUGE, "round_participants", "Participants of the last finalized round.", "watched"),
    ATTESTATION_EXPIRY(
            Type.GAUGE,
            "attestation_expiry_timestamp_seconds",
            "When the member's ticket expires, in seconds since the epoch.",
            "watched",
            "member"),
    INCIDENTS_OPEN(Type.GAUGE, "incidents_open", "Open incidents.", "watched", "severity"),
    SCRAPES(Type.COUNTER, "scrapes_total", "Looks at members, by result.", "watched", "result"),
    SCRAPE_DURATION(
            Type.HISTOGRAM,
            "scrape_duration_seconds",
            "How long a look at a member took, failed ones included.",
            "watched"),
    SCRAPE_BYTES(Type.COUNTER, "scrape_bytes_total", "Bytes of the pages read from members, decompressed.", "watched"),
    SIGNAL_AGE(
            Type.GAUGE,
            "signal_age_seconds",
            "Time since any member of the cluster last said the signal.",
            "watched",
            "signal"),
    EVENT_LOOP_LAG(Type.HISTOGRAM, "event_loop_lag_seconds", "How late a timer of the agent's event loops fires."),
    PAUSES(Type.COUNTER, "pauses_total", "How often the whole agent stood still for two seconds or more."),
    DETECTION_DELAY(
            Type.HISTOGRAM,
            "detection_delay_seconds",
            "Time between a condition becoming true and its firing, its hold included.",
            "condition"),
    NOTIFICATIONS(Type.COUNTER, "notifications_total", "Notifications sent.", "receiver", "result"),
    JOURNAL_WRITES(Type.COUNTER, "journal_writes_total", "Writes to the journal.", "result"),
    CONFIG_RELOADS(Type.COUNTER, "config_reloads_total", "Attempts to reload the configuration.", "result");

    /** What all names begin with. */
    public static final String PREFIX = "quorumwatch_";

    /** The kinds of families, by the words of the exposition format. */
    enum Type {
        GAUGE,
        COUNTER,
        HISTOGRAM,
        INFO
    }

    private final Type type;
    private final String fullName;
    private final String help;
    private final List<String> labels;

    MetricNames(Type type, String name, String help, String... labels) {
        this.type = type;
        this.fullName = PREFIX + name;
        this.help = help;
        this.labels = List.of(labels);
    }

    Type type() {
        return type;
    }

    /** The name as it stands in queries, prefix and {@code _total} included. */
    public String fullName() {
        return fullName;
    }

    /** The names of its labels, in the order in which they are written. */
    public List<String> labels() {
        return labels;
    }

    /** One sentence for people; without line breaks. */
    public String help() {
        return help;
    }
}
