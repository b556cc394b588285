/** The watcher's view of a cluster: whether it is the watcher, not the cluster, that is cut off. */
@NullMarked
package io.quorumwatch.judge.watcher;

import org.jspecify.annotations.NullMarked;
