/**
 * Real processes for tests: etcd members, a Prometheus server, the packaged agent.
 *
 * <p>Whatever is started here is a {@link io.quorumwatch.testing.process.ChildProcess}: it listens on a free loopback port, keeps
 * its files in a directory of its own under {@code target}, is stopped by its process id, and is killed with the tests' JVM at the
 * latest. Nothing waits for a fixed time: {@link io.quorumwatch.testing.process.Eventually} looks again until a bound has passed, and
 * then says what it last saw.
 *
 * <p>Programs that are not installed make a test be skipped, or fail where {@code -Dquorumwatch.skip=none} says that nothing may be
 * skipped ({@link io.quorumwatch.testing.process.Programs}).
 */
@NullMarked
package io.quorumwatch.testing.process;

import org.jspecify.annotations.NullMarked;
