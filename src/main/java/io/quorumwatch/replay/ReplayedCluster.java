package io.quorumwatch.replay;

import io.quorumwatch.bus.BusMessage;
import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.Incident;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.desk.incident.IncidentLedger;
import io.quorumwatch.judge.panel.JudgePanel;
import io.quorumwatch.profile.logs.LogReader;
import io.quorumwatch.source.exposition.ExpositionLimits;
import io.quorumwatch.source.exposition.ExpositionParser;
import io.quorumwatch.source.exposition.Page;
import io.quorumwatch.source.exposition.PageResult;
import io.quorumwatch.source.scrape.Look;
import io.quorumwatch.source.scrape.LookReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One cluster in a replay: recorded looks and time in, verdicts out. */
final class ReplayedCluster {

    /** As often as living judges say what stands. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    /** As often as the living desk asks whether its evidence is due. */
    private static final Duration REVIEW = Duration.ofSeconds(1);

    private final ClusterConfig cluster;
    private final LookReader reader;
    private final LogReader logs;
    private final JudgePanel panel;
    private final IncidentLedger incidents;
    private Instant nextHeartbeat = Instant.MIN;
    private List<Verdict> standing = List.of();
    private Instant nextReview = Instant.MIN;
    private final Set<String> families;
    private final Map<String, MemberConfig> members = new LinkedHashMap<>();
    private final Map<String, ExpositionParser> parsers = new HashMap<>();

    ReplayedCluster(ClusterConfig cluster, LookReader reader, LogReader logs, WatchPlan plan, FamilyFilter seen) {
        this.cluster = cluster;
        this.reader = reader;
        this.logs = logs;
        this.panel = new JudgePanel(plan);
        this.incidents = new IncidentLedger(plan);
        this.families = new TreeSet<>(reader.wantedFamilies());
        this.families.removeIf(family -> !seen.test(family));
        cluster.members().forEach(member -> members.put(member.name(), member));
    }

    String name() {
        return cluster.name();
    }

    /** What the look says, or null when it is of no member of this cluster. */
    @Nullable
    MemberReading read(RecordedLook look) {
        MemberConfig member = members.get(look.member());
        if (member == null) {
            return null;
        }
        if (look.failure() != null) {
            return reader.read(new Look(
                    cluster.name(),
                    member,
                    look.askedAt(),
                    look.answeredAt(),
                    look.failure(),
                    look.error(),
                    Page.EMPTY,
                    false));
        }
        PageResult page = parse(member.name(), look.body());
        return reader.read(new Look(
                cluster.name(), member, look.askedAt(), look.answeredAt(), page.failure(), page.page(), false));
    }

    /** What the line says, or null when it says nothing to this cluster. */
    @Nullable
    LogEvent read(RecordedLine line) {
        return logs.read(line.member(), line.text(), line.at());
    }

    /** From now on the member's log is read. */
    List<BusMessage> follow(String member, Instant now) {
        MemberConfig config = members.get(member);
        return config == null
                ? List.of()
                : judge(new LogEvent(
                        cluster.name(), member, config.role(), now, now, EventKind.LOG_FOLLOWED, Map.of(), ""));
    }

    List<BusMessage> judge(LogEvent event) {
        incidents.hear(event);
        return reviewed(panel.hear(event), event.at());
    }

    Set<String> memberNames() {
        return members.keySet();
    }

    private PageResult parse(String member, String body) {
        ExpositionParser parser =
                parsers.computeIfAbsent(member, name -> new ExpositionParser(families, ExpositionLimits.DEFAULT));
        parser.reset();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        // What goes wrong is said again when the page ends.
        var unused = parser.accept(bytes, 0, bytes.length);
        return parser.finish();
    }

    List<BusMessage> judge(MemberReading reading) {
        incidents.hear(reading);
        return reviewed(panel.read(reading), reading.answeredAt());
    }

    List<BusMessage> judge(Instant now) {
        return reviewed(panel.judge(now), now);
    }

    /** Takes in what a judge of several clusters says. */
    List<BusMessage> hear(Verdict verdict) {
        incidents.hear(verdict);
        Incident news = incidents.review(verdict.at());
        return news == null ? List.of() : List.of(news);
    }

    /**
     * The incident desk hears the changes, and what stands as often as from living judges; like the living one it looks at changes at
     * once, and at mere evidence when it is due.
     */
    private List<BusMessage> reviewed(List<Verdict> changes, Instant now) {
        List<BusMessage> said = new ArrayList<>(changes);
        changes.forEach(incidents::hear);
        if (!now.isBefore(nextHeartbeat)) {
            nextHeartbeat = now.plus(HEARTBEAT);
            standing = panel.standing(now);
            standing.forEach(incidents::hear);
        }
        boolean evidenceHasItsTurn = !now.isBefore(nextReview);
        if (evidenceHasItsTurn) {
            nextReview = now.plus(REVIEW);
        }
        if (!incidents.isUrgent() && !(evidenceHasItsTurn && incidents.isDue(now))) {
            return said;
        }
        Incident news = incidents.review(now);
        if (news != null) {
            said.add(news);
        }
        return said;
    }

    /** What its judges have said to stand since this was asked last; a living judge of several clusters hears that too. */
    List<Verdict> standing() {
        List<Verdict> said = standing;
        standing = List.of();
        return said;
    }

    /** When its judges are to say next what stands. */
    Instant nextHeartbeat() {
        return nextHeartbeat;
    }

    Instant nextChange(Instant now) {
        return panel.nextChange(now);
    }
}
