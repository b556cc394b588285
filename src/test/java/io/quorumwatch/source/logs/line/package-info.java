@NullMarked
package io.quorumwatch.source.logs.line;

import org.jspecify.annotations.NullMarked;
