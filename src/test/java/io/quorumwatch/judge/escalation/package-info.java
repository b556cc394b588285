@NullMarked
package io.quorumwatch.judge.escalation;

import org.jspecify.annotations.NullMarked;
