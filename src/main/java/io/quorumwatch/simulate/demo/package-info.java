/**
 * The simulated committee in real time: real ports with real pages, faults by HTTP and by key.
 *
 * <p>{@link io.quorumwatch.simulate.demo.SimulatedMembers} serves each member on a port of 127.0.0.1 and drives the committee with the
 * clock; {@link io.quorumwatch.simulate.demo.DemoRoutes} mounts the faults under {@code /api/v1/demo}; {@link
 * io.quorumwatch.simulate.demo.DemoConsole} shows it all on a terminal and takes keys. This is a face: only here is a clock read.
 */
@NullMarked
package io.quorumwatch.simulate.demo;

import org.jspecify.annotations.NullMarked;
