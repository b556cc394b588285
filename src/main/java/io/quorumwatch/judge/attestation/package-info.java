/**
 * Tickets: whether one expires soon, and whether a member is refused by its peers.
 *
 * <p>A member whose ticket has run out, whose image is not the expected one or whose clock is off lives on, but all others cut it; it then
 * leads alone and commits for nobody. The runbook calls it "TDX attestation expiry" (seed 001). The library tells neither expiry times nor the
 * reasons of refusals (facts/mosaik.md 6), so the forecast needs an application's metric, and the cause is split only as far as lines
 * and known times go.
 */
@NullMarked
package io.quorumwatch.judge.attestation;

import org.jspecify.annotations.NullMarked;
