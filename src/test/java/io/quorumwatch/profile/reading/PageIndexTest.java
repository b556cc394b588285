package io.quorumwatch.profile.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.source.exposition.Sample;
import io.quorumwatch.testing.Pages;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageIndexTest {

    @Test
    void samplesOfANameStayInTheOrderOfThePage() {
        PageIndex page = PageIndex.of(Pages.of("a{n=\"1\"} 1", "a{n=\"2\"} 2", "b 3"), null);

        values(page, "a").containsExactly(1.0, 2.0);
        values(page, "b").containsExactly(3.0);
        values(page, "c").isEmpty();
    }

    @Test
    void samplesOfANameMayStandApart() {
        PageIndex page = PageIndex.of(Pages.of("a{n=\"1\"} 1", "b 3", "a{n=\"2\"} 2", "b 4", "a{n=\"3\"} 5"), null);

        values(page, "a").containsExactly(1.0, 2.0, 5.0);
        values(page, "b").containsExactly(3.0, 4.0);
    }

    @Test
    void aRowOfWhichNothingCountsMayBeFollowedByAnother() {
        PageIndex page = PageIndex.of(Pages.of("a NaN", "b 3", "a{n=\"2\"} 2", "c 4", "a{n=\"3\"} 5"), null);

        values(page, "a").containsExactly(2.0, 5.0);
        values(page, "b").containsExactly(3.0);
        values(page, "c").containsExactly(4.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 63, 64, 65, 66, 130, 1023, 1024, 1025, 3000})
    void anyNumberOfNamesIsFound(int names) {
        String[] lines = IntStream.range(0, 2 * names)
                .mapToObj(line -> "name_" + line % names + "{n=\"" + line / names + "\"} " + line)
                .toArray(String[]::new);
        PageIndex once = PageIndex.of(Pages.of(Arrays.copyOf(lines, names)), null);
        PageIndex twice = PageIndex.of(Pages.of(lines), null);

        for (int name = 0; name < names; name++) {
            values(once, "name_" + name).containsExactly((double) name);
            values(twice, "name_" + name).containsExactly((double) name, (double) (names + name));
        }
        values(once, "name_" + names).isEmpty();
    }

    @Test
    void whatIsNoNumberIsLeftOut() {
        PageIndex page = PageIndex.of(Pages.of("a{n=\"1\"} NaN", "a{n=\"2\"} 2", "a{n=\"3\"} +Inf", "b NaN"), null);

        values(page, "a").containsExactly(2.0);
        values(page, "b").isEmpty();
    }

    @Test
    void seriesOfAnotherNetworkAreLeftOut() {
        PageIndex page = PageIndex.of(
                Pages.of("a{network=\"ours\"} 1", "a{network=\"theirs\"} 2", "a 3", "b{network=\"theirs\"} 4"), "ours");

        values(page, "a").containsExactly(1.0, 3.0);
        values(page, "b").isEmpty();
        assertThat(page.network()).isEqualTo("ours");
    }

    @Test
    void anyNetworkCountsWhenNoneIsExpected() {
        PageIndex page = PageIndex.of(Pages.of("a{network=\"theirs\"} 2", "a 3"), null);

        values(page, "a").containsExactly(2.0, 3.0);
        assertThat(page.network()).isEqualTo("theirs");
    }

    private static ListAssert<Double> values(PageIndex page, String name) {
        return assertThat(page.samples(name).stream().map(Sample::value).toList());
    }
}
