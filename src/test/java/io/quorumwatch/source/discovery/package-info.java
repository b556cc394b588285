@NullMarked
package io.quorumwatch.source.discovery;

import org.jspecify.annotations.NullMarked;
