package io.quorumwatch.config;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** A small vocabulary with something of everything: roles, all types of parameters, defaults, conditions and limits. */
public final class TestVocabulary implements ConfigVocabulary {

    @Override
    public Set<String> profiles() {
        return Set.of("zipnet", "etcd");
    }

    @Override
    public ProfileTerms profile(String name) {
        if (name.equals("etcd")) {
            return new ProfileTerms(Set.of("member"), "member", Duration.ofSeconds(2), Map.of(), Map.of());
        }
        return new ProfileTerms(
                Set.of("committee", "aggregator"),
                "committee",
                Duration.ofSeconds(1),
                Map.of(
                        "round-period", ParameterType.DURATION,
                        "round-deadline", ParameterType.DURATION,
                        "fold-deadline", ParameterType.DURATION,
                        "committee-size", ParameterType.NUMBER,
                        "min-participants", ParameterType.NUMBER,
                        "expected-clients", ParameterType.NUMBER,
                        "group", ParameterType.TEXT),
                Map.of(
                        "round-period", Duration.ofSeconds(3),
                        "round-deadline", Duration.ofSeconds(15),
                        "fold-deadline", Duration.ofSeconds(2),
                        "min-participants", 1L));
    }

    @Override
    public Set<String> voters(String profile) {
        return profile.equals("etcd") ? Set.of("member") : Set.of("committee");
    }

    @Override
    public Set<String> conditions() {
        return Set.of("leader-absent", "leader-multiple", "bond-missing", "round-stall");
    }

    @Override
    public Map<String, NumberRange> limits() {
        return Map.of(
                "raft-lag-entries",
                NumberRange.ANY,
                "blind-share",
                NumberRange.SHARE,
                "failed-scrapes",
                NumberRange.COUNT);
    }
}
