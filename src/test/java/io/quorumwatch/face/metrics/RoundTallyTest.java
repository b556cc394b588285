package io.quorumwatch.face.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.Figures;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundTallyTest {

    private final RoundTally tally = new RoundTally();

    private double after(long... figures) {
        for (long figure : figures) {
            tally.take(Map.of(Figures.ROUNDS_FINALIZED, figure));
        }
        return tally.finalized();
    }

    @Test
    void itsNumberIsThatOfTheJudge() {
        assertThat(after(0, 3, 3, 5)).isEqualTo(5);
    }

    @Test
    void aJudgeThatIsMadeAnewTakesNothingBack() {
        assertThat(after(3, 15, 0, 2)).isEqualTo(17);
        assertThat(after(1)).isEqualTo(18);
    }
}
