package io.quorumwatch.profile.reading;

import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Signals;
import io.quorumwatch.profile.definition.How;
import io.quorumwatch.profile.definition.Source;
import io.quorumwatch.source.exposition.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Takes signals from one page: for each the first of its sources that says anything. */
final class SignalSources {

    private final PageIndex page;
    private final Scope scope;
    private final Signals derived;
    private final SparingPercentiles percentiles;
    private final Instant at;

    SignalSources(PageIndex page, Scope scope, Signals derived, SparingPercentiles percentiles, Instant at) {
        this.page = page;
        this.scope = scope;
        this.derived = derived;
        this.percentiles = percentiles;
        this.at = at;
    }

    /** The signal as its best source says it; null when none says anything. */
    @Nullable
    Found find(Signal signal, List<Source> sources, Predicate<Source> allowed) {
        for (Source source : sources) {
            double value = allowed.test(source) ? value(signal, source) : Double.NaN;
            if (!Double.isNaN(value) && !(source.zeroIsAbsent() && value == 0)) {
                return new Found(source, value);
            }
        }
        return null;
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
            case PRESENT -> matching(source, group).isEmpty() ? 0 : 1;
            case ZERO_WHEN_PRESENT -> matching(source, group).isEmpty() ? Double.NaN : 0;
            case P99 -> percentile(source, group);
            case SUM ->
                matching(source, group).stream()
                        .mapToDouble(Sample::value)
                        .reduce(Double::sum)
                        .orElse(Double.NaN);
            case MAX ->
                matching(source, group).stream()
                        .mapToDouble(Sample::value)
                        .max()
                        .orElse(Double.NaN);
            case MIN ->
                matching(source, group).stream()
                        .mapToDouble(Sample::value)
                        .min()
                        .orElse(Double.NaN);
            case COUNT_UP -> countUp(matching(source, group));
            case DERIVED -> Double.NaN;
        };
    }

    private double only(Source source, String group) {
        for (String family : source.families()) {
            List<Sample> samples = matching(family, source, group);
            if (!samples.isEmpty()) {
                return samples.size() == 1 ? samples.get(0).value() : Double.NaN;
            }
        }
        return Double.NaN;
    }

    private double percentile(Source source, String group) {
        String buckets = source.families().get(0) + "_bucket";
        return percentiles.greatest(source, group, () -> matching(buckets, source, group), at);
    }

    private static double countUp(List<Sample> samples) {
        return samples.isEmpty()
                ? Double.NaN
                : samples.stream().filter(sample -> sample.value() > 0).count();
    }

    private List<Sample> matching(Source source, String group) {
        List<Sample> all = new ArrayList<>();
        source.families().forEach(family -> all.addAll(matching(family, source, group)));
        return all;
    }

    private List<Sample> matching(String name, Source source, String group) {
        List<Sample> samples = page.samples(name);
        if (samples.isEmpty() || source.labels().isEmpty()) {
            return samples;
        }
        List<Sample> matching = new ArrayList<>(samples.size());
        for (Sample sample : samples) {
            if (Scope.matches(sample.labels(), source.labels(), scope.instance(), group)) {
                matching.add(sample);
            }
        }
        return matching;
    }

    /**
     * @param source where it was found
     * @param value what it says
     */
    record Found(Source source, double value) {}
}
