@NullMarked
package io.quorumwatch.judge.member;

import org.jspecify.annotations.NullMarked;
