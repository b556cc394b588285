package io.quorumwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.cli.CliHarness.Ended;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class CliTest {

    private final CliHarness cli = new CliHarness()
            .with("greet", Greet::new)
            .with("fail", console -> new Fail(CommandFailure.failed("the port is taken:\n use another")))
            .with("crash", console -> new Fail(new IllegalStateException("impossible")))
            .with("deep", console -> new Fail(new StackOverflowError()))
            .with("other", console -> {
                throw new AssertionError("another command than the one asked for is never made");
            });

    @Command(description = "Greets.")
    private static final class Greet implements PlainCommand {

        private final Console console;
        private boolean plain;

        @Option(names = "--name", required = true)
        private @Nullable String name;

        Greet(Console console) {
            this.console = console;
        }

        @Override
        public boolean takes(List<String> arguments) {
            Map<String, String> options = PlainOptions.read(arguments, Set.of("--name"));
            name = options == null ? null : options.get("--name");
            plain = name != null;
            return plain;
        }

        @Override
        public Integer call() {
            console.out().println("hello " + name + (plain ? ", plainly" : ""));
            return ExitCode.OK;
        }
    }

    @Command
    private static final class Fail implements Callable<Integer> {

        private final Throwable failure;

        Fail(Throwable failure) {
            this.failure = failure;
        }

        @Override
        public Integer call() throws Exception {
            if (failure instanceof Exception exception) {
                throw exception;
            }
            throw (Error) failure;
        }
    }

    @Test
    void runsTheCommandAlone() {
        assertThat(cli.run("greet", "--name=world")).isEqualTo(new Ended(0, "hello world\n", ""));
    }

    @Test
    void usualArgumentsAreTakenWithoutPicocli() {
        assertThat(cli.run("greet", "--name", "world")).isEqualTo(new Ended(0, "hello world, plainly\n", ""));
    }

    @Test
    void whatFailsIsOneLineWithTheRemedy() {
        assertThat(cli.run("fail")).isEqualTo(new Ended(1, "", "quorumwatch: the port is taken:; use another\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"crash", "deep"})
    void aFaultIsOneLineWithoutATrace(String command) {
        Ended ended = cli.run(command);

        assertThat(ended.code()).isEqualTo(ExitCode.FAULT);
        assertThat(ended.errLines())
                .singleElement()
                .asString()
                .contains("fault of the program", "QUORUMWATCH_STACKTRACE=1");
    }

    @Test
    void anUnknownOptionIsOneLine() {
        Ended ended = cli.run("greet", "--nam", "world");

        assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ended.errLines())
                .singleElement()
                .asString()
                .contains("--nam")
                .endsWith("see quorumwatch greet --help");
    }

    @Test
    void aMissingOptionIsOneLine() {
        Ended ended = cli.run("greet");

        assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ended.errLines()).singleElement().asString().contains("Missing required option", "--name");
    }

    @Test
    void helpOfACommandGoesToStandardOutput() {
        Ended ended = cli.run("greet", "--help");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("Usage: quorumwatch greet", "--name");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void aMistypedCommandProposesTheNearestOnes() {
        Ended ended = new CliHarness().with("greet", Greet::new).run("geret", "--name", "world");

        assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ended.errLines())
                .singleElement()
                .asString()
                .contains("geret", "did you mean")
                .contains("greet");
    }

    @Test
    void withoutACommandItPointsToTheHelp() {
        Ended ended = new CliHarness().run();

        assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ended.errLines()).containsExactly("quorumwatch: Missing command; see quorumwatch --help");
    }

    @Test
    void theTopNamesVersionCommandsAndExitCodes() {
        CliHarness greeting = new CliHarness().with("greet", Greet::new);

        assertThat(greeting.run("--version").outLines())
                .singleElement()
                .asString()
                .startsWith("quorumwatch ");
        assertThat(greeting.run("--help").out()).contains("greet", "Exit codes:", "--version");
    }

    @Test
    void anAnswerThatCannotBeWrittenIsNoSuccess() {
        Ended ended = new CliHarness(new FullWriter()).with("greet", Greet::new).run("greet", "--name", "world");

        assertThat(ended.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ended.errLines())
                .containsExactly("quorumwatch: standard output is closed or full; give it a reader or room");
    }

    @Test
    void whatRunsUntilASignalNamesTheExitCodesOfSignals() {
        CliHarness program = CliHarness.ofProgram();

        assertThat(program.run("run", "--help").out()).contains("SIGTERM", "130", "143");
        assertThat(program.run("demo", "--help").out()).contains("SIGTERM", "130", "143");
    }

    @Test
    void theProgramsOwnCommandsAllHaveHelpWithExitCodes() {
        CliHarness program = CliHarness.ofProgram();

        assertThat(program.names())
                .contains("completion")
                .allSatisfy(name -> assertThat(program.run(name, "--help").out())
                        .contains("Usage: quorumwatch " + name, "Exit codes:"));
    }

    @Test
    void completionIsAScriptThatKnowsTheCommands() {
        Ended ended = CliHarness.ofProgram().run("completion");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).startsWith("#!/usr/bin/env bash").contains("complete -F _complete_quorumwatch");
    }
}
