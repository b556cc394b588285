/**
 * The HTTP face: health for probes, the state of the clusters for programs, and the event bus for subscribers elsewhere.
 *
 * <p>{@link io.quorumwatch.face.web.WebFace} owns the server. Every request passes its front door, which refuses what nobody
 * may send (a body, a stranger), and answers the two paths that probes ask all the time; everything else is routed. What is served
 * comes from the snapshots of {@code desk}, so a request costs the same however many clusters are watched or how many probers
 * there are, and never makes anything be looked at.
 *
 * <p>What holds for every answer: {@code HEAD} is {@code GET} without the body, nothing may be cached, no other origin
 * may read it, and whatever is refused says why and what to do instead, as {@code {"error","remedy"}}. {@code openapi.yaml} beside
 * this package describes each path; a test holds it to the routes.
 */
@NullMarked
package io.quorumwatch.face.web;

import org.jspecify.annotations.NullMarked;
