package io.quorumwatch.desk.blindspot;

import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Signals;
import io.quorumwatch.bus.Topic;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.catalogue.SignalNeeds;
import io.quorumwatch.config.MemberConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds blind spots: pure. */
public final class BlindSpots {

    private static final String LOGS = "give its members a log source (logs: journal, gateway, file or push)";

    /** What helps where it is no metric of the watched system alone. */
    private static final Map<String, String> REMEDIES = Map.of(
            "participants-zero",
            LOGS + ": participants stand in the line 'round finalized'",
            "attestation-refused",
            LOGS + ": refusals are only logged",
            "escalation",
            LOGS + ": what is to be escalated is only logged",
            "attestation-expiring",
            "export when each ticket ends, for example as zipnet_attestation_expiry_timestamp_seconds: nothing tells it now",
            "round-stall",
            "export zipnet_rounds_finalized_total, or " + LOGS,
            "round-slow",
            "export zipnet_rounds_finalized_total, or " + LOGS,
            "clients-missing",
            "export zipnet_client_registry_size",
            "server-registry-incomplete",
            "export zipnet_server_registry_size",
            "discovery-slow",
            "export the mosaik_discovery metrics, or " + LOGS,
            "resources-outside-baseline",
            "export process_cpu_seconds_total and process_resident_memory_bytes");

    /** Nothing but logs tells of these. */
    private static final List<String> LOGGED_ONLY = List.of("participants-zero", "attestation-refused", "escalation");

    /** What a page of the member itself would tell. */
    private static final List<String> ABOUT_A_MEMBER =
            List.of("member-down", "member-hung", "member-lagging", "bond-missing");

    /** What depends on who votes. */
    private static final List<String> ABOUT_MAJORITIES = List.of("quorum-lost", "quorum-margin", "leader-absent");

    private BlindSpots() {}

    /**
     * The conditions that can never be judged in this cluster because it does not export what they need.
     *
     * @param signals what each member's last page told
     */
    public static List<BlindSpot> ofVerdicts(
            String watched, Collection<Verdict> verdicts, Map<String, Signals> signals) {
        SortedMap<Topic, Verdict> blind = new TreeMap<>();
        for (Verdict verdict : verdicts) {
            if (verdict.state() == VerdictState.UNKNOWN && verdict.reason().equals(UnknownReason.NO_SIGNAL.word())) {
                blind.put(verdict.topic(), verdict);
            }
        }
        List<BlindSpot> spots = new ArrayList<>();
        for (Verdict verdict : blind.values()) {
            Signals own = verdict.subject() == null ? null : signals.get(verdict.subject());
            Collection<Signals> told = own == null ? signals.values() : List.of(own);
            String missing = String.join(" and ", missing(verdict.condition(), told));
            spots.add(new BlindSpot(
                    watched,
                    verdict.subject(),
                    List.of(verdict.condition()),
                    missing.isEmpty() ? "nothing seen tells of it" : "no signal " + missing,
                    REMEDIES.getOrDefault(verdict.condition(), remedy(missing))));
        }
        return spots;
    }

    /** What the condition needs and no page tells; everything that it needs where pages tell of all. */
    private static List<String> missing(String condition, Collection<Signals> told) {
        List<Signal> needed = needed(condition);
        List<Signal> missing = needed.stream()
                .filter(signal -> told.stream().noneMatch(page -> page.has(signal)))
                .toList();
        return (missing.isEmpty() ? needed : missing).stream().map(Signal::word).toList();
    }

    private static String remedy(String needed) {
        return needed.isEmpty()
                ? "export what the profile reads: quorumwatch inspect URL --profile NAME shows it"
                : "export a metric for " + needed
                        + "; quorumwatch inspect URL --profile NAME shows which names are understood";
    }

    private static List<Signal> needed(String condition) {
        return Arrays.stream(Signal.values())
                .filter(signal -> SignalNeeds.blindedWithout(signal).contains(condition))
                .toList();
    }

    /** What is seen under its name is another member, which has a name of its own. */
    public static BlindSpot sameMember(String watched, String member, String other) {
        return new BlindSpot(
                watched,
                member,
                ABOUT_A_MEMBER,
                "its page is that of " + other,
                "correct the address of " + member + " or " + other + ": both lead to one and the same member");
    }

    /** What is seen under its name knows nobody of this cluster, and nobody of it knows it. */
    public static BlindSpot anotherCluster(String watched, String member) {
        return new BlindSpot(
                watched,
                member,
                ABOUT_A_MEMBER,
                "its page names no member of this cluster, and none of them names it",
                "correct the address of " + member + ": it leads to a member of another cluster");
    }

    /** It is configured without a vote, and its page says that it has one. */
    public static BlindSpot hasAVote(String watched, MemberConfig member) {
        return new BlindSpot(
                watched,
                member.name(),
                ABOUT_MAJORITIES,
                "it is configured as " + member.role() + ", and its page says that it votes",
                "take the role " + member.role() + " from " + member.name()
                        + ": without its vote majorities are counted wrongly");
    }

    /** The member has no log source at all. */
    public static BlindSpot noLog(String watched, MemberConfig member) {
        return new BlindSpot(
                watched,
                member.name(),
                LOGGED_ONLY,
                "its log is not read",
                "give " + member.name() + " a log source (logs: journal, gateway, file or push)");
    }

    /** The member has a log source, which cannot be read any more. */
    public static BlindSpot lostLog(String watched, String member, String why) {
        return new BlindSpot(
                watched,
                member,
                LOGGED_ONLY,
                "its log cannot be read any more: " + why,
                "mend the log source of " + member + "; it is tried again and again");
    }

    /** The member's log is read, but is written at a level that leaves out elections and bonds (facts/mosaik.md 0.9). */
    public static BlindSpot quietLog(String watched, String member) {
        return new BlindSpot(
                watched,
                member,
                List.of("partition", "bond-missing", "election-fruitless", "attestation-refused"),
                "its log holds no lines about elections and bonds",
                "start " + member + " with RUST_LOG=info,zipnet_node=debug,mosaik=debug");
    }
}
