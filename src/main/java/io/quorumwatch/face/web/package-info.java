/**
 * The HTTP face: probes, metrics, the clusters as JSON, and the bridge of the event bus.
 *
 * <p>A request reads an immutable snapshot and is answered at once: it causes no traffic to any member, and any number of probers
 * costs the same for each. {@code /health} and {@code /livez}, which are asked all the time, are answered in front of the router
 * from bytes that were rendered once.
 */
@NullMarked
package io.quorumwatch.face.web;

import org.jspecify.annotations.NullMarked;
