package io.quorumwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a look of some seconds could not see. */
class UnseenCommitteesTest {

    @RegisterExtension
    private final FakeAgent agent = new FakeAgent();

    private Map<String, String> among(String... clusters) {
        return UnseenCommittees.among(List.of(clusters), AgentAddress.of(URI.create(agent.url())));
    }

    private void says(String path, String concern, String subject, String state, String reason) {
        agent.says("/api/v1/clusters/" + path, 200, """
                {"members":[{"name":"m1","up":true},{"name":"m2","up":false}],
                 "findings":[{"concern":"%s","condition":"c","subject":%s,"state":"%s","reason":"%s"}]}
                """.formatted(concern, subject, state, reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"majority-unseen", "booting", "no-members", "not-looked-yet"})
    void tellsOfACommitteeOfWhichNoMajorityWasSeen(String reason) {
        says("acme", "leader", "null", "unknown", reason);
        assertThat(among("acme"))
                .containsExactly(entry(
                        "acme",
                        reason
                                + "  it cannot be told how it is: 1 of 2 members answered, and no majority of its committee"
                                + " was seen"));
    }

    @Test
    void tellsOfMembersOfWhichItWasNotSeenWhetherTheyLead() {
        says("acme", "leader", "null", "unknown", "leader-unknown");
        assertThat(among("acme").get("acme")).endsWith("it was not seen whether they lead");
    }

    @Test
    void saysNothingOfACommitteeThatWasSeen() {
        says("blind", "bond", "null", "unknown", "no-signal");
        says("one-boots", "bond", "\"m2\"", "unknown", "booting");
        says("early", "round", "null", "unknown", "not-looked-yet");
        says("sick", "leader", "null", "firing", "leader-absent");
        assertThat(among("blind", "one-boots", "early", "sick")).isEmpty();
    }

    @Test
    void asksForNamesAsTheyAreWritten() {
        says("a b", "leader", "null", "unknown", "booting");
        assertThat(among("a b")).containsOnlyKeys("a b");
    }
}
