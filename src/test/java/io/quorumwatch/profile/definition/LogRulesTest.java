package io.quorumwatch.profile.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorumwatch.bus.EventKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogRulesTest {

    private static final String SMALL = """
            roles: {all: [member], default: member, voters: [member], in-group: [member]}
            poll-every: 1s
            signals: {start-time: [{metrics: [started]}]}
            restart: {start-time: started, counters: [a]}
            logs:
              node-up: [{message: here I am, target: "a::"}]
              panic:
                - {contains: panicked, not-targets: [b, "c::"]}
                - {message: oh no}
                - {field: panic_of}
            log-fields:
              peer: [peer, from]
            """;

    private static Profile read(String text) {
        return ProfileFile.read("p", name -> text);
    }

    @Test
    void readsTheRulesInTheirOrder() {
        LogRules rules = read(SMALL).logs();

        assertThat(rules.lines())
                .containsExactly(
                        new LineRule(EventKind.NODE_UP, LineRule.By.MESSAGE, "here I am", "a::", List.of()),
                        new LineRule(EventKind.PANIC, LineRule.By.CONTAINS, "panicked", null, List.of("b", "c::")),
                        new LineRule(EventKind.PANIC, LineRule.By.MESSAGE, "oh no", null, List.of()),
                        new LineRule(EventKind.PANIC, LineRule.By.FIELD, "panic_of", null, List.of()));
        assertThat(rules.fields()).isEqualTo(Map.of("peer", List.of("peer", "from")));
    }

    @Test
    void aProfileNeedKnowNothingOfLogs() {
        LogRules rules = read(SMALL.substring(0, SMALL.indexOf("logs:"))).logs();

        assertThat(rules.lines()).isEmpty();
        assertThat(rules.fields()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "node-up: | nod-up: | p.logs.nod-up: found 'nod-up', expected one of",
                "node-up: | log-lost: | p.logs.log-lost: found 'log-lost', expected one of",
                "message: oh no | massage: oh no | p.logs.panic[1]: expected message, contains or field, one of them",
                "message: oh no | target: oh no | p.logs.panic[1]: expected message, contains or field, one of them",
                "message: oh no | message: oh no, contains: oh | p.logs.panic[1]: expected message, contains or field, one of them",
                "message: oh no | message: oh | p.logs.panic[1].message: found 'oh', expected at least 4 characters",
                "field: panic_of | 'field: panic_of, contains: oh' | p.logs.panic[2]: expected message, contains or field, one of them",
                "field: panic_of | field: of | p.logs.panic[2].field: found 'of', expected at least 4 characters",
                "message: oh no | message: 5000 | p.logs.panic[1].message: found '5000', expected text",
                "contains: panicked | contains: '' | p.logs.panic[0].contains: found '', expected text",
                "not-targets: | not-target: | p.logs.panic[0].not-target: unknown key",
                "'[b, \"c::\"]' | b | p.logs.panic[0].not-targets: found 'b', expected a list",
                "{message: oh no} | oh no | p.logs.panic[1]: found 'oh no', expected a map",
                "'[peer, from]' | peer | p.log-fields.peer: found 'peer', expected a list",
                "log-fields: | log-field: | p.log-field: unknown key",
            })
    void saysWhereARuleIsWrong(String right, String wrong, String message) {
        assertThat(SMALL).contains(right);

        assertThatThrownBy(() -> read(SMALL.replace(right, wrong)))
                .isInstanceOf(InvalidProfileException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aFieldThatEventsMayNotCarryInSuchNumberIsRefused() {
        StringBuilder many = new StringBuilder(SMALL);
        for (int i = 0; i < 16; i++) {
            many.append("  f").append(i).append(": [f]\n");
        }
        assertThatThrownBy(() -> read(many.toString()))
                .isInstanceOf(InvalidProfileException.class)
                .hasMessage("p.log-fields: found 17 names, expected at most 16");
    }
}
