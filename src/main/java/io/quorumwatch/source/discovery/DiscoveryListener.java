package io.quorumwatch.source.discovery;

import io.quorumwatch.config.AgentConfig;
import java.util.Map;

/** Told of what {@link MemberDiscovery} finds, on its event loop: it must be quick. */
public interface DiscoveryListener {

    /**
     * Members have come or gone.
     *
     * @param configured what is being watched for, the very object
     * @param found the same with all members that are known now
     */
    void found(AgentConfig configured, AgentConfig found);

    /**
     * How the sources are; told after every change of it.
     *
     * @param standing problems that stand now
     * @param counted how often each kind of problem has come up since the start
     */
    void noted(int standing, Map<DiscoveryFailure, Long> counted);
}
