package io.quorumwatch.profile.reading;

import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Signals;
import io.quorumwatch.profile.definition.How;
import io.quorumwatch.profile.definition.LinkRule;
import io.quorumwatch.profile.definition.Source;
import io.quorumwatch.source.exposition.Sample;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Takes signals from one page: for each the first of its sources that says anything. */
final class SignalSources {

    private final PageIndex page;
    private final Scope scope;
    private final @Nullable LinkRule links;
    private final Signals derived;
    private final SparingPercentiles percentiles;
    private final Instant at;
    private double value = Double.NaN;

    /**
     * @param links where the page names the peers of a member; null when it names none
     */
    SignalSources(
            PageIndex page,
            Scope scope,
            @Nullable LinkRule links,
            Signals derived,
            SparingPercentiles percentiles,
            Instant at) {
        this.page = page;
        this.links = links;
        this.scope = scope;
        this.derived = derived;
        this.percentiles = percentiles;
        this.at = at;
    }

    /** The best source of the signal that says anything, which is then its {@link #value}; null when none does. */
    @Nullable
    Source find(Signal signal, List<Source> sources, BiPredicate<Signal, Source> allowed) {
        for (int i = 0; i < sources.size(); i++) {
            Source source = sources.get(i);
            value = allowed.test(signal, source) ? value(signal, source) : Double.NaN;
            if (!Double.isNaN(value) && !(source.zeroIsAbsent() && value == 0)) {
                return source;
            }
        }
        return null;
    }

    /** What the source says that was found last. */
    double value() {
        return value;
    }

    private double value(Signal signal, Source source) {
        if (source.how() == How.DERIVED) {
            return derived.get(signal);
        }
        if (!source.byGroup()) {
            return value(source, "");
        }
        double agreed = Double.NaN;
        for (String group : scope.groups()) {
            double value = value(source, group);
            if (Double.isNaN(value) || (!Double.isNaN(agreed) && value != agreed)) {
                return Double.NaN;
            }
            agreed = value;
        }
        return agreed;
    }

    private double value(Source source, String group) {
        return switch (source.how()) {
            case VALUE -> only(source, group);
            case P99 -> percentiles.greatest(source, group, () -> buckets(source, group), at);
            case DERIVED -> Double.NaN;
            default -> all(source, group);
        };
    }

    private double only(Source source, String group) {
        for (String family : source.families()) {
            int matching = 0;
            double only = Double.NaN;
            for (Sample sample : page.samples(family)) {
                if (isMeant(sample, source, group)) {
                    only = sample.value();
                    matching++;
                }
            }
            if (matching > 0) {
                return matching == 1 ? only : Double.NaN;
            }
        }
        return Double.NaN;
    }

    /** What all matching series of all families of the source say together. */
    private double all(Source source, String group) {
        int matching = 0;
        int up = 0;
        double sum = 0;
        double greatest = Double.NEGATIVE_INFINITY;
        double least = Double.POSITIVE_INFINITY;
        for (String family : source.families()) {
            for (Sample sample : page.samples(family)) {
                if (isMeant(sample, source, group)) {
                    matching++;
                    up += sample.value() > 0 ? 1 : 0;
                    sum += sample.value();
                    greatest = Math.max(greatest, sample.value());
                    least = Math.min(least, sample.value());
                }
            }
        }
        if (matching == 0) {
            return source.how() == How.PRESENT ? 0 : Double.NaN;
        }
        return switch (source.how()) {
            case PRESENT -> 1;
            case ZERO_WHEN_PRESENT -> 0;
            case SUM -> sum;
            case MAX -> greatest;
            case MIN -> least;
            case COUNT_UP -> up;
            default -> throw new IllegalArgumentException(source.how() + " is not said by all series together");
        };
    }

    private List<Sample> buckets(Source source, String group) {
        List<Sample> buckets = page.samples(source.families().get(0) + "_bucket");
        Set<String> lost = source.peer() == null || links == null ? Set.of() : lostPeers(links);
        return source.labels().isEmpty() && lost.isEmpty()
                ? buckets
                : buckets.stream()
                        .filter(sample -> isMeant(sample, source, group) && !isAbout(sample, source, lost))
                        .toList();
    }

    private Set<String> lostPeers(LinkRule rule) {
        Set<String> lost = new HashSet<>();
        for (String family : rule.families()) {
            for (Sample sample : page.samples(family)) {
                String peer = sample.labels().get(rule.peer());
                if (peer != null && sample.value() == 0) {
                    lost.add(peer);
                }
            }
        }
        return lost;
    }

    private static boolean isAbout(Sample sample, Source source, Set<String> peers) {
        String peer = source.peer() == null ? null : sample.labels().get(source.peer());
        return peer != null && peers.contains(peer);
    }

    private boolean isMeant(Sample sample, Source source, String group) {
        return source.labels().isEmpty() || Scope.matches(sample.labels(), source.labels(), scope.instance(), group);
    }
}
