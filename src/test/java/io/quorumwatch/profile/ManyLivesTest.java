package io.quorumwatch.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.judge.panel.JudgePanel;
import io.quorumwatch.source.scrape.LookReader;
import io.quorumwatch.testing.Looks;
import io.quorumwatch.testing.TestClusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ManyLivesTest {

    private static final String[] NAMES = {"a", "b", "c"};

    private final ClusterConfig cluster =
            TestClusters.of("acme.mainnet", "zipnet", Map.of("instance", "acme.mainnet"), NAMES);

    private static String bond(String peer, int up) {
        return "mosaik_groups_bonds{instance=\"acme.mainnet\",peer=\"" + peer + "\"} " + up;
    }

    private static String page(int life) {
        return "process_start_time_seconds " + (1_700_000_000 + 1000L * life);
    }

    private static String leads(boolean yes) {
        return "mosaik_groups_leader_is_local{instance=\"acme.mainnet\"} " + (yes ? 1 : 0);
    }

    private static String id(String member, int life) {
        return "%s%09x".formatted(member.equals("a") ? "a" : member.equals("b") ? "b" : "c", life);
    }

    /**
     * c restarts again and again, each time with another identity, as mosaik gives it one (facts/mosaik.md 8). a and b live on and drop the
     * series of its old lives. In the end all are bonded.
     */
    private List<String> firingAfter(int restarts) {
        LookReader reader = Profiles.load().readerFor(cluster);
        WatchPlan plan = WatchPlan.of(cluster, Set.of("committee", "server"), Map.of());
        JudgePanel panel = new JudgePanel(plan);
        List<Verdict> standing = new ArrayList<>();
        long millis = 0;
        for (int life = 0; life <= restarts; life++) {
            int looks = life == restarts ? 600 : 20;
            for (int look = 0; look < looks; look++) {
                millis += 1000;
                String[][] pages = {
                    {
                        page(0),
                        leads(true),
                        "mosaik_groups_committed_index{instance=\"acme.mainnet\"} " + millis / 1000,
                        bond(id("b", 0), 1),
                        bond(id("c", life), 1)
                    },
                    {
                        page(0),
                        leads(false),
                        "mosaik_groups_committed_index{instance=\"acme.mainnet\"} " + millis / 1000,
                        bond(id("a", 0), 1),
                        bond(id("c", life), 1)
                    },
                    {
                        page(life),
                        leads(false),
                        "mosaik_groups_committed_index{instance=\"acme.mainnet\"} " + millis / 1000,
                        bond(id("a", 0), 1),
                        bond(id("b", 0), 1)
                    }
                };
                for (int i = 0; i < 3; i++) {
                    MemberReading reading = reader.read(Looks.page(cluster, NAMES[i], millis, pages[i]));
                    List<Verdict> unused = panel.read(reading);
                }
            }
            standing = panel.standing(Looks.START.plusMillis(millis));
        }
        return standing.stream()
                .filter(Verdict::firing)
                .map(verdict -> verdict.condition() + " of " + verdict.subject() + " " + verdict.severity())
                .filter(text -> text.contains("bond") || text.contains("partition") || text.contains("quorum"))
                .toList();
    }

    @Test
    void aFewLivesOfAPeerLeaveNothingBehind() {
        assertThat(firingAfter(5)).isEmpty();
    }

    @Test
    void manyLivesOfAPeerLeaveNothingBehind() {
        assertThat(firingAfter(80)).isEmpty();
    }
}
