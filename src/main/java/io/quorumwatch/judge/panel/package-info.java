/**
 * All judges together: which concerns there are, and the panel that judges one cluster outside Vert.x.
 *
 * <p>Concerns do not know one another; this is the one place that knows them all. The live agent deploys one verticle for each,
 * replays and tests use a {@link io.quorumwatch.judge.panel.JudgePanel}: the same judges either way.
 */
@NullMarked
package io.quorumwatch.judge.panel;

import org.jspecify.annotations.NullMarked;
