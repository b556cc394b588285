package io.quorumwatch.profile.definition;

import io.quorumwatch.bus.Signal;
import io.quorumwatch.config.ConfigVocabulary.ProfileTerms;
import io.quorumwatch.config.ThresholdOverride;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One kind of system, as its file describes it. Immutable.
 *
 * @param name the name in configurations
 * @param terms roles, poll period and parameters, as a configuration needs them
 * @param voters the roles whose members vote
 * @param groupRoles the roles whose members' pages show the group; other roles have no group signals
 * @param signals the sources of the signals of every role, best first
 * @param groupSignals the sources of the signals of {@code groupRoles}, best first
 * @param links where peers are named; null when they are not
 * @param identity where a member's own identity stands; null when it has to be found by elimination
 * @param restart how a restart is told
 * @param thresholds what the profile overrides of the conditions and limits, by key
 * @param logs which log lines mean what
 * @param deriver the name of the class of derivations, or null
 * @param settings the deriver's own numbers
 */
public record Profile(
        String name,
        ProfileTerms terms,
        Set<String> voters,
        Set<String> groupRoles,
        Map<Signal, List<Source>> signals,
        Map<Signal, List<Source>> groupSignals,
        @Nullable LinkRule links,
        @Nullable IdentityRule identity,
        RestartRule restart,
        Map<String, ThresholdOverride> thresholds,
        LogRules logs,
        @Nullable String deriver,
        Map<String, Long> settings) {

    public Profile {
        voters = Set.copyOf(voters);
        groupRoles = Set.copyOf(groupRoles);
        signals = sorted(signals);
        groupSignals = sorted(groupSignals);
        thresholds = Map.copyOf(thresholds);
        settings = Map.copyOf(settings);
    }

    private static Map<Signal, List<Source>> sorted(Map<Signal, List<Source>> signals) {
        Map<Signal, List<Source>> sorted = new EnumMap<>(Signal.class);
        sorted.putAll(signals);
        return Collections.unmodifiableMap(sorted);
    }

    /** The signals that a page of a member of this role can give, with their sources. */
    public Map<Signal, List<Source>> signalsOf(String role) {
        if (!groupRoles.contains(role)) {
            return signals;
        }
        Map<Signal, List<Source>> both = new EnumMap<>(Signal.class);
        both.putAll(signals);
        both.putAll(groupSignals);
        return both;
    }

    /** All families that anything in the profile looks at, by the name before {@code _bucket}, {@code _sum} and {@code _count}. */
    public Set<String> families() {
        Set<String> families = new TreeSet<>(familiesWhere(source -> true));
        families.add(restart.startTime());
        families.addAll(restart.counters());
        if (links != null) {
            families.addAll(links.families());
        }
        if (identity != null) {
            identity.places().forEach(place -> families.add(place.family()));
        }
        return families;
    }

    /** The families that only the operators' documents promise. */
    public Set<String> documentedFamilies() {
        Set<String> families = new TreeSet<>(familiesWhere(Source::documented));
        if (links != null && links.documented()) {
            families.addAll(links.families());
        }
        return families;
    }

    /** The families that the watched software itself exports. */
    public Set<String> ownFamilies() {
        Set<String> families = families();
        families.removeAll(documentedFamilies());
        return families;
    }

    private Set<String> familiesWhere(Predicate<Source> which) {
        Set<String> families = new LinkedHashSet<>();
        for (Map<Signal, List<Source>> map : List.of(signals, groupSignals)) {
            for (List<Source> sources : map.values()) {
                sources.stream().filter(which).forEach(source -> families.addAll(source.families()));
            }
        }
        return families;
    }
}
