package io.quorumwatch.profile.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.source.exposition.Sample;
import io.quorumwatch.testing.Pages;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;

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
