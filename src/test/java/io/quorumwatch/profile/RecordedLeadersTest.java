package io.quorumwatch.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.source.scrape.Look;
import io.quorumwatch.source.scrape.LookReader;
import io.quorumwatch.testing.Recording;
import io.quorumwatch.testing.Recording.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who leads, as read from recordings of real committees, against what the members themselves knew. */
class RecordedLeadersTest {

    private static final Duration AROUND_A_CHANGE = Duration.ofSeconds(3);

    private final Profiles profiles = Profiles.load();
    private final Set<String> documented = profiles.profile("zipnet").documentedFamilies();

    @Test
    void theDerivedLeaderAgreesWithTheMembers() {
        Score score = score(family -> !documented.contains(family));

        System.out.println(score);
        assertThat(score.right).isGreaterThan(9000);
        assertThat(score.shareOfTold()).isGreaterThanOrEqualTo(0.995);
        assertThat(score.shareOfAll()).isGreaterThanOrEqualTo(0.98);
    }

    @Test
    void theDocumentedLeaderAgreesWithTheMembers() {
        Score score = score(family -> true);

        System.out.println(score);
        assertThat(score.right).isGreaterThan(9000);
        assertThat(score.shareOfTold()).isGreaterThanOrEqualTo(0.995);
        assertThat(score.shareOfAll()).isGreaterThanOrEqualTo(0.98);
    }

    private Score score(Predicate<String> families) {
        Score score = new Score();
        for (String name : Recording.names("mosaik")) {
            Recording recording = Recording.of(name);
            for (ClusterConfig cluster : recording.clusters()) {
                Score one = new Score();
                List<Truth> truth = recording.truth(cluster);
                LookReader reader = profiles.readerFor(cluster);
                for (Look look : recording.looks(cluster, families)) {
                    one.count(name, reader.read(look), truth);
                }
                System.out.println(name + " " + cluster.name() + " " + one);
                score.add(one);
            }
        }
        return score;
    }

    private static final class Score {
        private int right;
        private int wrong;
        private int untold;

        void count(String name, MemberReading reading, List<Truth> truth) {
            Boolean leads = truthAt(reading, truth);
            if (!reading.seen() || leads == null) {
                return;
            }
            if (!reading.signals().has(Signal.LEADS)) {
                untold++;
                if (System.getProperty("show") != null) {
                    System.out.println("   untold " + name + " " + reading.member() + " "
                            + reading.askedAt().toEpochMilli() + " truth " + leads + " " + reading.group());
                }
            } else if (reading.signals().isTrue(Signal.LEADS) == leads) {
                right++;
            } else {
                wrong++;
                System.out.println("   wrong " + name + " " + reading.member() + " "
                        + reading.askedAt().toEpochMilli() + " truth " + leads);
            }
        }

        /** What the member knew; null within a few seconds of a change, and before it knew anything. */
        private static @Nullable Boolean truthAt(MemberReading reading, List<Truth> truth) {
            Instant at = reading.answeredAt();
            Boolean known = null;
            Boolean before = null;
            for (Truth line : truth) {
                if (line.member().equals(reading.member())) {
                    boolean changed = before != null && before != line.leads();
                    if (changed && Duration.between(at, line.at()).abs().compareTo(AROUND_A_CHANGE) <= 0) {
                        return null;
                    }
                    before = line.leads();
                    known = line.at().isAfter(at) ? known : before;
                }
            }
            return known;
        }

        void add(Score other) {
            right += other.right;
            wrong += other.wrong;
            untold += other.untold;
        }

        double shareOfTold() {
            return right / (double) (right + wrong);
        }

        double shareOfAll() {
            return right / (double) (right + wrong + untold);
        }

        @Override
        public String toString() {
            return "right " + right + ", wrong " + wrong + ", untold " + untold + ", of told " + shareOfTold()
                    + ", of all " + shareOfAll();
        }
    }
}
