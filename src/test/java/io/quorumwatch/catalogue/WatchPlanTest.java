package io.quorumwatch.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.Severity;
import io.quorumwatch.config.ConfigLoader;
import io.quorumwatch.config.InvalidConfigException;
import io.quorumwatch.config.ThresholdOverride;
import io.quorumwatch.profile.ProfileVocabulary;
import io.quorumwatch.profile.Profiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the catalogue's holds when a profile and an operator say others. */
class WatchPlanTest {

    private static @Nullable Timing timing(String key, String written, Map<String, ThresholdOverride> profile)
            throws InvalidConfigException {
        String yaml = """
                clusters:
                  - name: acme
                    profile: zipnet
                    thresholds: {%s: %s}
                    members: [{name: s1, metrics: "http://127.0.0.1:1"}]
                """.formatted(key, written);
        ProfileVocabulary words = new ProfileVocabulary(Profiles.load(), Condition.keys(), Limit.ranges());
        return WatchPlan.of(
                        ConfigLoader.parse(yaml, Path.of("test.yaml"), words)
                                .clusters()
                                .get(0),
                        Set.of("committee"),
                        profile)
                .timing(Condition.valueOf(key.replace('-', '_').toUpperCase(java.util.Locale.ROOT)));
    }

    private static @Nullable Duration seconds(@Nullable Long seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    /** The usual holds are 8 s and 60 s for leader-absent, a page after 15 s for quorum-lost, a warning after 30 s for quorum-margin. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    leader-absent | 20s                         |  20 |  60
                    leader-absent | 70s                         |  70 |  70
                    leader-absent | {warning: 70s}              |  70 |  70
                    leader-absent | {warning: 20s, page: 90s}   |  20 |  90
                    leader-absent | {page: 90s}                 |   8 |  90
                    leader-absent | {page: 1s}                  |   1 |   1
                    leader-absent | on                          |   8 |  60
                    quorum-lost   | 10m                         |     | 600
                    quorum-lost   | {page: 10m}                 |     | 600
                    quorum-lost   | {warning: 5s}               |   5 |  15
                    quorum-lost   | {warning: 10m}              | 600 | 600
                    quorum-margin | 10m                         | 600 |
                    """)
    void whatIsWrittenCountsAndTheRestGivesWay(String key, String written, @Nullable Long warning, @Nullable Long page)
            throws InvalidConfigException {
        assertThat(timing(key, written, Map.of()))
                .extracting(Timing::warningAfter, Timing::pageAfter)
                .containsExactly(seconds(warning), seconds(page));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    member-down       | {page: 5s}            | PAGE     |   0 |  5
                    quorum-margin     | {page: 10s}           | PAGE     |  10 | 10
                    member-down       | 5s                    | WARNING  |   5 |
                    quorum-lost       | {warning: 5s}         | PAGE     |   5 | 15
                    history-diverging | {page: 9s}            | CRITICAL |     |  9
                    """)
    void whatUsuallyOnlyWarnsPagesOnceSomebodySaysWhen(
            String key, String written, Severity loudest, @Nullable Long warning, @Nullable Long page)
            throws InvalidConfigException {
        assertThat(timing(key, written, Map.of()))
                .extracting(Timing::warningAfter, Timing::pageAfter, Timing::loudest)
                .containsExactly(seconds(warning), seconds(page), loudest);
    }

    @Test
    void theOperatorsWordCountsMoreThanTheProfiles() throws InvalidConfigException {
        Map<String, ThresholdOverride> profile = Map.of(
                "leader-absent",
                new ThresholdOverride(true, Duration.ofSeconds(40), Duration.ofSeconds(50), null, null));

        assertThat(timing("leader-absent", "{page: 45s}", profile))
                .isEqualTo(new Timing(
                        Duration.ofSeconds(40), Duration.ofSeconds(45), Severity.PAGE, Duration.ofSeconds(40)));
        assertThat(timing("leader-absent", "55s", profile))
                .isEqualTo(new Timing(
                        Duration.ofSeconds(55), Duration.ofSeconds(55), Severity.PAGE, Duration.ofSeconds(55)));
    }
}
