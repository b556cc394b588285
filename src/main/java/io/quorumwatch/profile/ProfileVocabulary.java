package io.quorumwatch.profile;

import io.quorumwatch.config.ConfigVocabulary;
import io.quorumwatch.config.NumberRange;
import io.quorumwatch.profile.definition.InvalidProfileException;
import io.quorumwatch.profile.definition.Profile;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** What a configuration may say: the profiles and their parameters from here, conditions and limits from the catalogue. */
public final class ProfileVocabulary implements ConfigVocabulary {

    private final Profiles profiles;
    private final Map<String, ProfileTerms> checked = new ConcurrentHashMap<>();
    private final Set<String> conditions;
    private final Map<String, NumberRange> limits;

    /**
     * @param conditions the keys of the catalogue's conditions
     * @param limits the numbers that its limits may be, by key
     */
    public ProfileVocabulary(Profiles profiles, Set<String> conditions, Map<String, NumberRange> limits) {
        this.profiles = profiles;
        this.conditions = Set.copyOf(conditions);
        this.limits = Map.copyOf(limits);
    }

    @Override
    public Set<String> profiles() {
        return profiles.names();
    }

    /** @throws InvalidProfileException when the profile overrides a key that the catalogue does not have */
    @Override
    public ProfileTerms profile(String name) {
        return checked.computeIfAbsent(name, this::check);
    }

    @Override
    public Set<String> voters(String profile) {
        return profiles.profile(profile).voters();
    }

    private ProfileTerms check(String name) {
        Profile profile = profiles.profile(name);
        Set<String> unknown = new TreeSet<>(profile.thresholds().keySet());
        unknown.removeAll(conditions);
        unknown.removeAll(limits.keySet());
        if (!unknown.isEmpty()) {
            throw new InvalidProfileException(name + ": overrides unknown conditions or limits " + unknown);
        }
        return profile.terms();
    }

    @Override
    public Set<String> conditions() {
        return conditions;
    }

    @Override
    public Map<String, NumberRange> limits() {
        return limits;
    }
}
