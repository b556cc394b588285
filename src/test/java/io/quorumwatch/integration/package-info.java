/**
 * The packaged agent against real parts: etcd clusters with real faults, a real Prometheus server, and its own command line.
 *
 * <p>These tests know nothing of the agent's insides. They say what a user sees: status codes, metrics, messages, exit codes. How fast
 * something is, is measured by {@code scripts/benchmark}; here times are only bounds that a broken agent would miss.
 */
@NullMarked
package io.quorumwatch.integration;

import org.jspecify.annotations.NullMarked;
