package io.quorumwatch.profile.mosaik;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GroupLearnerTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final GroupPage SILENT = page(Double.NaN, false);
    private static final GroupPage COLLECTION = page(3, true);

    private final GroupLearner learner = new GroupLearner(4);

    @Test
    void knowsNothingWhileNoGroupHasCommitted() {
        for (int second = 0; second < 60; second++) {
            plain("a", second, groups("g1", SILENT, "g2", SILENT));
        }

        assertThat(learner.learned()).isNull();
    }

    @Test
    void theGroupThatCommitsWithoutACollectionIsTheCommittee() {
        plain("a", 0, groups("g1", page(1, false), "g2", COLLECTION, "g3", SILENT));
        assertThat(learner.learned()).isNull();

        plain("a", 1, groups("g1", page(1, false), "g2", COLLECTION, "g3", SILENT));

        assertThat(learner.learned()).isEqualTo("g1");
    }

    @Test
    void aPageCaughtBetweenTwoWritesDoesNotMislead() {
        plain("a", 0, groups("g1", page(1, false), "g2", SILENT));
        plain("a", 1, groups("g1", page(1, true), "g2", SILENT));
        plain("a", 2, groups("g1", page(2, true), "g2", SILENT));

        assertThat(learner.learned()).isNull();
    }

    @Test
    void aGroupThatTurnsOutToBeACollectionIsGivenUp() {
        plain("a", 0, groups("g1", page(1, false)));
        plain("a", 1, groups("g1", page(1, false)));
        assertThat(learner.learned()).isEqualTo("g1");

        plain("b", 2, groups("g1", COLLECTION));

        assertThat(learner.learned()).isNull();
    }

    @Test
    void twoCommitteesInOneProcessStayUnknownWithoutDocumentedNames() {
        for (int second = 0; second < 60; second++) {
            plain("a", second, groups("g1", page(second + 1, false), "g2", page(second + 9, false)));
        }

        assertThat(learner.learned()).isNull();
    }

    @Test
    void aProcessThatMayHideAnotherCommitteeStaysUnknown() {
        for (int second = 0; second < 60; second++) {
            plain(
                    "a",
                    second,
                    groups("g1", page(second + 1, false), "g2", SILENT, "g3", SILENT, "g4", SILENT, "g5", SILENT));
        }

        assertThat(learner.learned()).isNull();
    }

    @Test
    void theIndexThatMovesWithTheDocumentedOneTellsTwoInstancesApart() {
        for (int second = 0; second < 4; second++) {
            learner.observe(
                    "a",
                    START.plusSeconds(second),
                    groups("g1", page(second + 1, false), "g2", page(2 * second + 1, false)),
                    second + 1,
                    2);
        }

        assertThat(learner.learned()).isEqualTo("g1");
    }

    @Test
    void twoInstancesInStepStayUnknownUntilTheyPart() {
        for (int second = 0; second < 10; second++) {
            learner.observe(
                    "a",
                    START.plusSeconds(second),
                    groups("g1", page(second + 1, false), "g2", page(second + 1, false)),
                    second + 1,
                    2);
        }

        assertThat(learner.learned()).isNull();
    }

    @Test
    void oneMemberInAnotherGroupIsOutvotedAndKnown() {
        for (int second = 0; second < 2; second++) {
            plain("a", second, groups("g1", page(5, false)));
            plain("b", second, groups("g1", page(5, false)));
            plain("c", second, groups("g9", page(2, false)));
        }

        assertThat(learner.learned()).isEqualTo("g1");
        assertThat(learner.committeeOf("c")).isEqualTo("g9");
    }

    @Test
    void aNewLabelIsLearnedWhenTheOldOneIsNowhereAnyMore() {
        plain("a", 0, groups("g1", page(5, false)));
        plain("a", 1, groups("g1", page(5, false)));

        learner.restarted("a");
        plain("a", 2, groups("g2", page(1, false)));
        assertThat(learner.learned()).isNull();
        plain("a", 3, groups("g2", page(1, false)));

        assertThat(learner.learned()).isEqualTo("g2");
    }

    @Test
    void withoutKnowingHowManyGroupsThereAreItTakesLonger() {
        GroupLearner patient = new GroupLearner(0);
        for (int second = 0; second <= 15; second++) {
            assertThat(patient.learned()).isNull();
            patient.observe(
                    "a", START.plusSeconds(second), groups("g1", page(second + 1, false), "g2", SILENT), Double.NaN, 0);
        }

        assertThat(patient.learned()).isEqualTo("g1");
    }

    private void plain(String member, long second, SortedMap<String, GroupPage> groups) {
        learner.observe(member, START.plusSeconds(second), groups, Double.NaN, 0);
    }

    private static GroupPage page(double committed, boolean collection) {
        return new GroupPage(Double.NaN, 0, 2, committed, collection);
    }

    private static SortedMap<String, GroupPage> groups(Object... labelsAndPages) {
        SortedMap<String, GroupPage> groups = new TreeMap<>();
        for (int i = 0; i < labelsAndPages.length; i += 2) {
            groups.put((String) labelsAndPages[i], (GroupPage) labelsAndPages[i + 1]);
        }
        return groups;
    }
}
