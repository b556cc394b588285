package io.quorumwatch.profile.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorumwatch.bus.Signal;
import io.quorumwatch.config.ThresholdOverride;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileFileTest {

    private static final String SMALL = """
            roles: {all: [member, guest], default: member, voters: [member], in-group: [member]}
            poll-every: 1s
            parameters:
              patience: {type: duration, default: 2s}
              size: {type: number}
            deriver: {name: clever, factor: 3}
            group-signals:
              leads: [{metrics: [leading], labels: {cluster: $instance}, documented: true}, {metrics: [a, b], how: derived}]
            signals:
              start-time: [{metrics: [started]}]
            links: {metrics: [link], peer: to}
            identity: [{metric: me, label: id}]
            restart: {start-time: started, counters: [a, b], vanishing: true}
            conditions: {round-stall: off, leader-absent: {warning: 4s, page: 1m, clear-after: 9s}}
            limits: {raft-lag-entries: 7}
            """;

    @Test
    void readsEverythingThatAFileSays() {
        Profile profile = read(text -> text);

        assertThat(profile.terms().roles()).containsExactlyInAnyOrder("member", "guest");
        assertThat(profile.voters()).containsExactly("member");
        assertThat(profile.terms().defaults()).isEqualTo(Map.of("patience", Duration.ofSeconds(2)));
        assertThat(profile.settings()).isEqualTo(Map.of("factor", 3L));
        assertThat(profile.signalsOf("member")).containsOnlyKeys(Signal.LEADS, Signal.START_TIME);
        assertThat(profile.signalsOf("guest")).containsOnlyKeys(Signal.START_TIME);
        assertThat(profile.documentedFamilies()).containsExactly("leading");
        assertThat(profile.ownFamilies()).containsExactly("a", "b", "link", "me", "started");
        assertThat(profile.thresholds())
                .containsEntry("round-stall", new ThresholdOverride(false, null, null, null, null))
                .containsEntry("raft-lag-entries", new ThresholdOverride(true, null, null, null, 7.0))
                .containsEntry(
                        "leader-absent",
                        new ThresholdOverride(
                                true, Duration.ofSeconds(4), Duration.ofMinutes(1), Duration.ofSeconds(9), null));
    }

    @Test
    void laysAFileOverTheOneThatItExtends() {
        String own = """
                extends: base
                parameters: {extra: {type: text, default: x}}
                signals: {cpu-seconds: [{metrics: [cpu]}]}
                conditions: {round-stall: on}
                """;

        Profile profile = ProfileFile.read("own", name -> name.equals("base") ? SMALL : own);

        assertThat(profile.name()).isEqualTo("own");
        assertThat(profile.terms().parameters()).containsOnlyKeys("patience", "size", "extra");
        assertThat(profile.signals()).containsOnlyKeys(Signal.START_TIME, Signal.CPU_SECONDS);
        assertThat(profile.thresholds().get("round-stall"))
                .isEqualTo(new ThresholdOverride(true, null, null, null, null));
    }

    @Test
    void refusesAFileThatExtendsItself() {
        assertThatThrownBy(() -> ProfileFile.read("p", name -> "extends: p"))
                .isInstanceOf(InvalidProfileException.class)
                .hasMessage("p.extends: leads back to itself");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "leads:      | leeds:          | p.group-signals.leeds: found 'leeds', expected one of",
                "how: derived| how: guessed    | p.group-signals.leads[1].how: found 'guessed', expected one of",
                "vanishing:  | vanish:         | p.restart.vanish: unknown key, expected one of",
                "poll-every: 1s | poll-every: 1 | p.poll-every: found '1', expected a duration with a unit",
                "default: member | default: boss | p.roles.all: found 'boss', expected one of [guest, member]",
                "type: number | type: count     | p.parameters.size.type: found 'count', expected one of",
                "default: 2s | default: soon    | p.parameters.patience.default: found 'soon'",
                "$instance   | $cluster        | p.group-signals.leads[0].labels.cluster: found '$cluster'",
                "factor: 3   | factor: many     | p.deriver.factor: found 'many', expected a whole number",
                "warning: 4s | warned: 4s       | p.conditions.leader-absent.warned: unknown key",
                "entries: 7  | entries: few     | p.limits.raft-lag-entries: found 'few', expected a number",
                "[started]   | []               | p.signals.start-time[0].metrics: found '[]', expected a list",
                "links:      | lynx:            | p.lynx: unknown key",
                "metric: me, | metric: 5,       | p.identity[0].metric: found '5', expected text",
                "vanishing: true | vanishing: 1 | p.restart.vanishing: found '1', expected true or false",
                "limits:     | signals:         | p: not YAML",
            })
    void saysWhereAFileIsWrong(String right, String wrong, String message) {
        assertThat(SMALL).contains(right);

        assertThatThrownBy(() -> read(text -> text.replace(right, wrong)))
                .isInstanceOf(InvalidProfileException.class)
                .hasMessageStartingWith(message);
    }

    private static Profile read(UnaryOperator<String> change) {
        return ProfileFile.read("p", name -> change.apply(SMALL));
    }
}
