package io.quorumwatch.source.logs.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyValuesTest {

    @Test
    void aValueEndsWhereTheNextKeyBegins() {
        assertThat(KeyValues.of("bond terminated id=77aa group=5d0c reason=Timeout (code 30408)"))
                .isEqualTo(Map.of("id", "77aa", "group", "5d0c", "reason", "Timeout (code 30408)"));
    }

    @Test
    void aValueWithBlanksMayStandInTheMiddle() {
        assertThat(KeyValues.of("x error=no route to host (os error 113) peer=9f3c"))
                .isEqualTo(Map.of("error", "no route to host (os error 113)", "peer", "9f3c"));
    }

    @Test
    void nothingInsideQuotesIsAField() {
        assertThat(KeyValues.of("m votes=\"[2+/0-/0?/n=3,q=2/100%] peer=x\" term=5"))
                .isEqualTo(Map.of("votes", "[2+/0-/0?/n=3,q=2/100%] peer=x", "term", "5"));
    }

    @Test
    void readsQuotesAndBackslashesInsideQuotes() {
        assertThat(KeyValues.of("m a=\"say \\\"x=1\\\"\" b=\"c:\\\\\" c=2"))
                .isEqualTo(Map.of("a", "say \"x=1\"", "b", "c:\\", "c", "2"));
    }

    @Test
    void aQuoteThatIsNeverClosedTakesTheRest() {
        assertThat(KeyValues.of("m a=1 b=\"cut off c=3")).isEqualTo(Map.of("a", "1", "b", "\"cut off c=3"));
    }

    @Test
    void ofANameThatComesTwiceTheLastCounts() {
        assertThat(KeyValues.of("m a=1 a=2")).isEqualTo(Map.of("a", "2"));
    }

    @Test
    void signsThatAreNoFieldsAreNone() {
        assertThat(KeyValues.of("x == y = z (a=1) b==c =d")).isEqualTo(Map.of("b", "=c =d"));
        assertThat(KeyValues.of("")).isEmpty();
        assertThat(KeyValues.of("=")).isEmpty();
        assertThat(KeyValues.of("a=")).isEqualTo(Map.of("a", ""));
    }

    @Test
    void seventyFieldsAreMoreThanALineMayHave() {
        StringBuilder text = new StringBuilder("m");
        for (int i = 0; i < 70; i++) {
            text.append(" k").append(i).append('=').append(i);
        }
        assertThat(KeyValues.of(text.toString())).hasSize(64).containsEntry("k63", "63");
    }
}
