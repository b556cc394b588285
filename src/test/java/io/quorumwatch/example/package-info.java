/**
 * How another application uses Quorumwatch inside its own JVM: an example that is compiled and run with every build.
 *
 * <p>{@link io.quorumwatch.example.LeaderPager} is a verticle of somebody else's. It puts the jar on its class path, deploys
 * {@link io.quorumwatch.Agent} as a child of its own, and hears what the agent says as typed records: verdicts of one cluster, and
 * the health of everything. Three things are worth copying from it:
 *
 * <ul>
 *   <li>It subscribes first and deploys the agent then, so that it misses nothing of what is said at the beginning.
 *   <li>It takes a verdict for what is true, not for news. Heartbeats repeat every verdict, and a message may be lost; so it
 *       remembers what it has paged for, and compares.
 *   <li>It takes neither {@code unknown} nor silence for good news. {@code unknown} ends no page; and who must know now, asks with
 *       {@code request} and takes a failed answer for {@code not_ready}.
 * </ul>
 *
 * <p>What each address promises stands in {@link io.quorumwatch.bus.Addresses}; what the records mean, in {@code io.quorumwatch.bus}.
 * Nothing else of the agent has to be known. Its own log goes wherever the application's SLF4J goes, and its own HTTP server listens
 * where the configuration says.
 */
@NullMarked
package io.quorumwatch.example;

import org.jspecify.annotations.NullMarked;
