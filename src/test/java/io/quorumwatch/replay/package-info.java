@NullMarked
package io.quorumwatch.replay;

import org.jspecify.annotations.NullMarked;
