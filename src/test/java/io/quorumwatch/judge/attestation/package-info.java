@NullMarked
package io.quorumwatch.judge.attestation;

import org.jspecify.annotations.NullMarked;
