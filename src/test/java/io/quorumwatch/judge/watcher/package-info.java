@NullMarked
package io.quorumwatch.judge.watcher;

import org.jspecify.annotations.NullMarked;
