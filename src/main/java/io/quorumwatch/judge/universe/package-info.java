/**
 * Several clusters of one universe at once. When they are hit within a minute of each other, the relays, the DHT or the network are the
 * likely cause, and not any one of them (seed 001: "something is wrong at the universe level").
 *
 * <p>This judge reads no member. It listens to what the other judges say of all clusters, and says of each cluster that it is hit together with
 * others. A cluster that is alone in its universe is not judged at all.
 */
@NullMarked
package io.quorumwatch.judge.universe;

import org.jspecify.annotations.NullMarked;
