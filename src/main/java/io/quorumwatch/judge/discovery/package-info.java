/**
 * Whether members, servers and clients find one another: the gossip catalogue, the swarm's neighbours, the registries, and what logs say
 * about the bootstrap.
 *
 * <p>The catalogue holds the peers of every service in the universe, so its size as such says nothing (seed 000); only a step away from
 * what it usually is does. The registries belong to the cluster, and there the number that must be in them is known.
 */
@NullMarked
package io.quorumwatch.judge.discovery;

import org.jspecify.annotations.NullMarked;
