package io.quorumwatch.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The evidence of a verdict is a map like any other, in the order of its names. */
class FactsTest {

    private static final Map<String, Object> GIVEN =
            new LinkedHashMap<>(Map.of("leaders", 2L, "bonds", List.of("a"), "at", "now"));

    @Test
    void tellsWhatItWasMadeOfInTheOrderOfTheNames() {
        Map<String, Object> facts = Facts.of(GIVEN);
        assertThat(facts).isEqualTo(GIVEN).hasSameHashCodeAs(GIVEN).hasSize(3);
        assertThat(facts.keySet()).containsExactly("at", "bonds", "leaders");
        assertThat(facts.get("leaders")).isEqualTo(2L);
        assertThat(facts.get("unknown")).isNull();
        assertThat(facts.containsKey("at")).isTrue();
        assertThat(facts.containsKey("unknown")).isFalse();
        assertThat(facts).hasToString("{at=now, bonds=[a], leaders=2}");
    }

    @Test
    void doesNotChangeWithWhatItWasMadeOf() {
        Map<String, Object> given = new HashMap<>(GIVEN);
        Map<String, Object> facts = Facts.of(given);
        given.clear();
        assertThat(facts).isEqualTo(GIVEN);
        assertThatThrownBy(() -> facts.put("more", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> facts.remove("at")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(facts::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void isNotCopiedAgain() {
        Map<String, Object> facts = Facts.of(GIVEN);
        assertThat(Facts.of(facts)).isSameAs(facts);
        assertThat(Facts.of(Map.of())).isEmpty();
    }

    @Test
    void refusesWhatIsNotKnown() {
        Map<String, Object> given = new HashMap<>();
        given.put("bonds", null);
        assertThatNullPointerException().isThrownBy(() -> Facts.of(given)).withMessage("bonds is null");
    }
}
