package io.quorumwatch.profile.reading;

import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Signals;
import io.quorumwatch.bus.Word;
import io.quorumwatch.profile.definition.How;
import io.quorumwatch.profile.definition.Profile;
import io.quorumwatch.profile.definition.Source;
import io.quorumwatch.source.exposition.Page;
import io.quorumwatch.source.exposition.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one page says to a profile, without anything remembered: for inspection, and to tell which conditions cannot be judged.
 *
 * @param found the signals that the page gives, in the order of the vocabulary
 * @param missing the signals that a member of this role should give and the page does not
 * @param instances the instances that the page's documented names tell apart
 * @param groups the group labels of the page
 */
public record ProfileReport(List<Finding> found, Set<Signal> missing, Set<String> instances, Set<String> groups) {

    private static final String INSTANCE = "instance";
    private static final String GROUP = "group";

    public ProfileReport {
        found = List.copyOf(found);
    }

    /** Where a signal comes from. */
    public enum Kind implements Word {
        /** A name from the operators' documents. */
        DOCUMENTED,
        /** A name that the software itself exports. */
        OWN,
        /** A stand-in that is believed only while nothing better is seen. */
        FALLBACK,
        /** Concluded from how several pages change. */
        OVER_TIME
    }

    /**
     * A signal that the page gives.
     *
     * @param value its number; {@code NaN} when one page does not suffice: it takes several looks, or the knowledge which of the
     *     page's instances and groups is meant
     * @param families the metric families that it comes from, those on the page only
     */
    public record Finding(Signal signal, double value, Kind kind, List<String> families) {

        public Finding {
            families = List.copyOf(families);
        }
    }

    /**
     * The report on a page.
     *
     * @param role the role of the member that the page is from
     * @param instance the instance that is meant; when null and the page has only one, that one
     * @param group the group that is meant; when null, a signal must be the same for all groups of the page
     */
    public static ProfileReport of(
            Profile profile, String role, @Nullable String instance, @Nullable String group, Page page) {
        PageIndex index = PageIndex.of(page, null);
        Set<String> instances = values(index, profile.documentedFamilies(), INSTANCE);
        Set<String> groups = values(index, profile.ownFamilies(), GROUP);
        String meant =
                instance == null && instances.size() == 1 ? instances.iterator().next() : instance;
        Scope scope =
                new Scope(instances.isEmpty() ? null : meant, group == null ? List.copyOf(groups) : List.of(group));
        SignalSources sources =
                new SignalSources(index, scope, profile.links(), Signals.NONE, new SparingPercentiles(), Instant.EPOCH);
        List<Finding> found = new ArrayList<>();
        Set<Signal> missing = EnumSet.noneOf(Signal.class);
        for (Map.Entry<Signal, List<Source>> entry : profile.signalsOf(role).entrySet()) {
            Finding finding = finding(entry.getKey(), entry.getValue(), index, sources, scope.instance());
            if (finding == null) {
                missing.add(entry.getKey());
            } else {
                found.add(finding);
            }
        }
        return new ProfileReport(found, missing, instances, groups);
    }

    private static @Nullable Finding finding(
            Signal signal, List<Source> places, PageIndex page, SignalSources sources, @Nullable String instance) {
        for (Source source : places) {
            List<String> families = source.families().stream()
                    .filter(family -> present(family, source, page, instance))
                    .toList();
            if (!families.isEmpty()) {
                boolean says = sources.find(signal, List.of(source), (any, place) -> true) != null;
                return new Finding(signal, says ? sources.value() : Double.NaN, kind(source), families);
            }
        }
        return null;
    }

    private static boolean present(String family, Source source, PageIndex page, @Nullable String instance) {
        String name = source.how() == How.P99 ? family + "_bucket" : family;
        for (Sample sample : page.samples(name)) {
            String group = sample.labels().get(GROUP);
            boolean labelled = source.how() == How.DERIVED
                    || Scope.matches(sample.labels(), source.labels(), instance, group == null ? "" : group);
            if (labelled) {
                return true;
            }
        }
        return false;
    }

    private static Kind kind(Source source) {
        if (source.fallback()) {
            return Kind.FALLBACK;
        }
        if (source.how() == How.DERIVED || source.how() == How.P99) {
            return Kind.OVER_TIME;
        }
        return source.documented() ? Kind.DOCUMENTED : Kind.OWN;
    }

    private static Set<String> values(PageIndex page, Collection<String> families, String label) {
        Set<String> values = new TreeSet<>();
        for (String family : families) {
            for (Sample sample : page.samples(family)) {
                String value = sample.labels().get(label);
                if (value != null) {
                    values.add(value);
                }
            }
        }
        return values;
    }
}
