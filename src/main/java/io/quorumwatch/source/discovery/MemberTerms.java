package io.quorumwatch.source.discovery;

import java.util.Set;

/**
 * What the profile of a cluster says about its members.
 *
 * @param roles the roles that they may have
 * @param defaultRole the role of one that says nothing
 */
public record MemberTerms(Set<String> roles, String defaultRole) {

    public MemberTerms {
        roles = Set.copyOf(roles);
    }
}
