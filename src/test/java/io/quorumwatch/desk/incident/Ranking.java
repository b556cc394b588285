package io.quorumwatch.desk.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.Likelihood;
import io.quorumwatch.bus.RankedCause;
import io.quorumwatch.desk.health.CanIgnoreReturnValue;
import java.util.List;

/** Ranked causes, and what one can claim about them. */
@CanIgnoreReturnValue
final class Ranking {

    final List<RankedCause> causes;

    Ranking(List<RankedCause> causes) {
        this.causes = causes;
    }

    /** The likeliest cause is this one, so well supported, about exactly these members or links. */
    Ranking begins(Cause cause, Likelihood likelihood, String... subjects) {
        RankedCause first = causes.get(0);
        assertThat(first.cause()).as("%s", causes).isEqualTo(cause.key());
        assertThat(first.likelihood()).as("%s", causes).isEqualTo(likelihood);
        assertThat(first.subjects()).as("%s", causes).containsExactly(subjects);
        assertThat(first.next()).as("%s", causes).isNotBlank();
        return this;
    }

    /** This cause is named too, after the first. */
    Ranking goesOn(Cause cause, Likelihood likelihood, String... subjects) {
        RankedCause found = find(cause);
        assertThat(found.likelihood()).as("%s", causes).isEqualTo(likelihood);
        assertThat(found.subjects()).as("%s", causes).containsExactly(subjects);
        assertThat(causes.indexOf(found)).as("%s", causes).isPositive();
        return this;
    }

    /** This cause is named, wherever, and is about these or more. */
    Ranking goesOnOrBegins(Cause cause, Likelihood likelihood) {
        assertThat(find(cause).likelihood()).as("%s", causes).isEqualTo(likelihood);
        return this;
    }

    Ranking doesNotName(Cause... ruledOut) {
        for (Cause cause : ruledOut) {
            assertThat(causes).noneMatch(each -> each.cause().equals(cause.key()));
        }
        return this;
    }

    /** It is honest: nothing fits. */
    Ranking isUnknown() {
        assertThat(causes).singleElement().satisfies(cause -> {
            assertThat(cause.cause()).isEqualTo(RankedCause.UNKNOWN);
            assertThat(cause.likelihood()).isEqualTo(Likelihood.POSSIBLE);
            assertThat(cause.supporting()).isNotEmpty();
        });
        return this;
    }

    /** The fact is listed for the cause. */
    Ranking knows(Cause cause, String fact) {
        assertThat(find(cause).supporting()).anyMatch(each -> each.contains(fact));
        return this;
    }

    Ranking countsAgainst(Cause cause, String fact) {
        assertThat(find(cause).against()).anyMatch(each -> each.contains(fact));
        return this;
    }

    /** The fact is listed as not known, and nowhere as true. */
    Ranking doesNotKnow(Cause cause, String fact) {
        RankedCause found = find(cause);
        assertThat(found.unknown()).as("%s", found).anyMatch(each -> each.contains(fact));
        assertThat(found.supporting()).as("%s", found).noneMatch(each -> each.contains(fact));
        return this;
    }

    /** Neither as known nor as unknown, and no step is about it. */
    Ranking saysNothingOf(String word) {
        assertThat(causes).noneMatch(each -> each.toString().contains(word));
        return this;
    }

    Ranking advises(Cause cause, String step) {
        assertThat(find(cause).next()).contains(step);
        return this;
    }

    private RankedCause find(Cause cause) {
        return causes.stream()
                .filter(each -> each.cause().equals(cause.key()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(cause.key() + " is not among " + causes));
    }
}
