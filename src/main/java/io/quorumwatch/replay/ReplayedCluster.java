package io.quorumwatch.replay;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.judge.panel.JudgePanel;
import io.quorumwatch.source.exposition.ExpositionLimits;
import io.quorumwatch.source.exposition.ExpositionParser;
import io.quorumwatch.source.exposition.Page;
import io.quorumwatch.source.exposition.PageResult;
import io.quorumwatch.source.scrape.Look;
import io.quorumwatch.source.scrape.LookReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One cluster in a replay: recorded looks and time in, verdicts out. */
final class ReplayedCluster {

    private final ClusterConfig cluster;
    private final LookReader reader;
    private final JudgePanel panel;
    private final Set<String> families;
    private final Map<String, MemberConfig> members = new HashMap<>();
    private final Map<String, ExpositionParser> parsers = new HashMap<>();

    ReplayedCluster(ClusterConfig cluster, LookReader reader, WatchPlan plan, FamilyFilter seen) {
        this.cluster = cluster;
        this.reader = reader;
        this.panel = new JudgePanel(plan);
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
                    cluster.name(), member, look.askedAt(), look.answeredAt(), look.failure(), Page.EMPTY, false));
        }
        PageResult page = parse(member.name(), look.body());
        return reader.read(new Look(
                cluster.name(), member, look.askedAt(), look.answeredAt(), page.failure(), page.page(), false));
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

    List<Verdict> judge(MemberReading reading) {
        return panel.read(reading);
    }

    List<Verdict> judge(Instant now) {
        return panel.judge(now);
    }

    Instant nextChange(Instant now) {
        return panel.nextChange(now);
    }
}
