package io.quorumwatch.source.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.config.MemberConfig.Access;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemberMergeTest {

    private static MemberConfig member(String name, String url) {
        return new MemberConfig(name, "committee", URI.create(url), Access.PLAIN, null);
    }

    private static Found found(MemberConfig... members) {
        return new Found(List.of(members), List.of());
    }

    @Test
    void foundMembersFollowTheConfiguredOnesByName() {
        Found all = MemberMerge.of(
                List.of(member("z", "http://z:1/metrics")),
                List.of(found(member("c", "http://c:1/metrics"), member("a", "http://a:1/metrics"))));

        assertThat(all.members()).extracting(MemberConfig::name).containsExactly("z", "a", "c");
        assertThat(all.problems()).isEmpty();
    }

    @Test
    void aConfiguredMemberThatIsAlsoFoundIsNoProblemWhateverItIsCalledThere() {
        MemberConfig configured = member("leader", "http://Host:80/metrics");

        Found all = MemberMerge.of(List.of(configured), List.of(found(member("host:80", "http://host/metrics"))));

        assertThat(all.members()).containsExactly(configured);
        assertThat(all.problems()).isEmpty();
    }

    @Test
    void aConfiguredNameIsNotTakenByAnotherAddress() {
        MemberConfig configured = member("s1", "http://one:1/metrics");

        Found all = MemberMerge.of(List.of(configured), List.of(found(member("s1", "http://two:1/metrics"))));

        assertThat(all.members()).containsExactly(configured);
        assertThat(all.problems())
                .singleElement()
                .extracting(DiscoveryProblem::reason)
                .isEqualTo(DiscoveryFailure.NAME_TAKEN);
    }

    @Test
    void theFirstSourceWins() {
        Found all = MemberMerge.of(
                List.of(),
                List.of(found(member("from-file", "http://a:1/metrics")), found(member("a:1", "http://a:1/metrics"))));

        assertThat(all.members()).extracting(MemberConfig::name).containsExactly("from-file");
    }

    @Test
    void aClusterHasABoundedNumberOfMembers() {
        List<MemberConfig> many = new ArrayList<>();
        for (int i = 0; i <= MemberMerge.MOST_MEMBERS; i++) {
            many.add(member("m" + i, "http://m" + i + ":1/metrics"));
        }

        Found all = MemberMerge.of(List.of(), List.of(new Found(many, List.of())));

        assertThat(all.members()).hasSize(MemberMerge.MOST_MEMBERS);
        assertThat(all.problems())
                .singleElement()
                .extracting(DiscoveryProblem::reason)
                .isEqualTo(DiscoveryFailure.TOO_MANY_MEMBERS);
    }
}
