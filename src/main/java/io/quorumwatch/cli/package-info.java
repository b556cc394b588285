/**
 * The command line: one small class per command, and one place, {@link io.quorumwatch.cli.Commands}, that knows them all.
 *
 * <p>A command is a {@code Callable<Integer>} with picocli's annotations. It gets everything it needs through its constructor, its
 * output and its collaborators included, writes its answer to {@link io.quorumwatch.cli.Console#out}, and returns one of the codes of
 * {@link io.quorumwatch.cli.ExitCode}. It never ends the process and never prints an error: what cannot be done is thrown as a
 * {@link io.quorumwatch.cli.CommandFailure} that says in one line what to do about it. So each command runs in a unit test.
 *
 * <p>Only the command that was asked for is made. And because picocli alone takes about 0.4 s of processor time before it has read
 * its first argument, as much as half of what a bare server needs until it serves, a command that is started under a watchdog may
 * understand its usual arguments without it: see {@link io.quorumwatch.cli.PlainCommand}.
 *
 * <p>To add a command: write its class, name it in {@link io.quorumwatch.cli.Commands}, and list its exit codes in its help.
 */
@NullMarked
package io.quorumwatch.cli;

import org.jspecify.annotations.NullMarked;
