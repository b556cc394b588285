package io.quorumwatch.config;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** What a configuration may say beyond its fixed keys; implemented by those who know the profiles and the conditions. */
public interface ConfigVocabulary {

    /** The names of the profiles. */
    Set<String> profiles();

    /** What the profile expects and assumes. Only called with a name of {@link #profiles()}. */
    ProfileTerms profile(String name);

    /** The roles whose members vote. Only called with a name of {@link #profiles()}. */
    Set<String> voters(String profile);

    /** The keys of the conditions, allowed under {@code thresholds} with holds. */
    Set<String> conditions();

    /** The numbers that may stand under {@code thresholds}, by the key of their limit. */
    Map<String, NumberRange> limits();

    /** The type of a parameter. */
    enum ParameterType {
        DURATION,
        NUMBER,
        TEXT
    }

    /**
     * @param roles the roles that its members may have
     * @param defaultRole the role of a member that has none configured
     * @param pollEvery how often it is looked at by default
     * @param parameters the parameters it knows, by name
     * @param defaults values of parameters that are not configured
     */
    record ProfileTerms(
            Set<String> roles,
            String defaultRole,
            Duration pollEvery,
            Map<String, ParameterType> parameters,
            Map<String, Object> defaults) {

        public ProfileTerms {
            roles = Set.copyOf(roles);
            parameters = Map.copyOf(parameters);
            defaults = Map.copyOf(defaults);
        }
    }
}
