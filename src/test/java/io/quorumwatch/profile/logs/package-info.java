@NullMarked
package io.quorumwatch.profile.logs;

import org.jspecify.annotations.NullMarked;
