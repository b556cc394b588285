package io.quorumwatch.cli;

import io.quorumwatch.Agent;
import io.quorumwatch.config.AgentConfig;
import io.quorumwatch.config.ConfigLoader;
import io.quorumwatch.config.ConfigVocabulary;
import io.quorumwatch.config.InvalidConfigException;
import io.quorumwatch.profile.Profiles;
import io.quorumwatch.simulate.CommitteeOptions;
import io.quorumwatch.simulate.Scenario;
import io.quorumwatch.simulate.SimulatedCommittee;
import io.quorumwatch.simulate.demo.DemoConsole;
import io.quorumwatch.simulate.demo.DemoRoutes;
import io.quorumwatch.simulate.demo.MemberLogFiles;
import io.quorumwatch.simulate.demo.SimulatedMembers;
import io.quorumwatch.time.SystemClock;
import io.vertx.core.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code demo}: an embedded simulated committee with the agent on it. */
@Command(
        description = {
            "Watches an embedded simulated committee, and does to it what you ask for: by key on a terminal, with"
                    + " --scenario, or by HTTP (POST /api/v1/demo/faults/FAULT, DELETE /api/v1/demo/faults).",
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCode.OK_HELP,
            ExitCode.FAILED_HELP,
            ExitCode.USAGE_HELP,
            ExitCode.INTERRUPTED_HELP,
            ExitCode.TERMINATED_HELP
        })
final class DemoCommand implements Callable<Integer> {

    private static final Duration START = Duration.ofSeconds(20);

    @Option(
            names = "--members",
            paramLabel = "N",
            defaultValue = "3",
            description = "Members of the committee, 1 to 9; default: 3")
    private int members = 3;

    @Option(names = "--scenario", paramLabel = "NAME", description = "Plays a course of faults; 'list' names them")
    private @Nullable String scenario;

    @Mixin
    private LogOptions log = new LogOptions();

    @Mixin
    private ListenOption listen = new ListenOption();

    private final Console console;

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InvalidConfigException, InterruptedException {
        if ("list".equals(scenario)) {
            Scenario.ALL.forEach(each -> console.out().printf("%-18s %s%n", each.name(), each.description()));
            return ExitCode.OK;
        }
        Scenario course = course();
        if (members < 1 || members > CommitteeOptions.MOST_MEMBERS) {
            throw CommandFailure.usage(
                    "--members: found " + members + ", expected 1 to " + CommitteeOptions.MOST_MEMBERS);
        }
        log.startUnlessOnTerminal("demo");
        AgentRun run = new AgentRun();
        SystemClock clock = new SystemClock();
        CommitteeOptions options = CommitteeOptions.demo().withMembers(members);
        MemberLogFiles logs = logs(options);
        SimulatedCommittee committee = new SimulatedCommittee(options, clock.wall(), logs);
        SimulatedMembers served = new SimulatedMembers(run.vertx(), committee, clock::wall);
        Void started = AgentRun.await(
                served.start(),
                START,
                failure -> CommandFailure.failed("the simulated committee did not start: " + failure));
        Profiles profiles = Profiles.load();
        Agent agent = run.start(
                config(options, served.ports(), logs, profiles), profiles, List.of(new DemoRoutes(served)::mount));
        DemoConsole view = DemoConsole.of(
                served,
                new DemoConsole.Watch(agent::health, agent::openIncidents),
                header(agent, committee, logs),
                () -> System.exit(0));
        run.stopOnSignal(view::stop, () -> {
            logs.close();
            log.stop();
        });
        view.start();
        if (course != null) {
            Void playing = AgentRun.await(
                    served.play(course),
                    START,
                    failure -> CommandFailure.failed("the scenario did not start: " + failure));
        }
        run.awaitStop();
        return ExitCode.OK;
    }

    private @Nullable Scenario course() {
        if (scenario == null) {
            return null;
        }
        String known = Scenario.ALL.stream().map(Scenario::name).collect(Collectors.joining(", "));
        return Scenario.of(scenario)
                .orElseThrow(
                        () -> CommandFailure.usage("--scenario: found '" + scenario + "', expected one of: " + known));
    }

    private static MemberLogFiles logs(CommitteeOptions options) {
        try {
            return MemberLogFiles.create(options);
        } catch (IOException failure) {
            throw CommandFailure.failed("the members' logs cannot be written: " + failure.getMessage());
        }
    }

    /** The demonstration is configured as any cluster is: through the same loader, by the same words. */
    private AgentConfig config(
            CommitteeOptions options, Map<String, Integer> ports, MemberLogFiles logs, Profiles profiles)
            throws InvalidConfigException {
        StringBuilder yaml = new StringBuilder("agent: {id: demo, journal-directory: none}\nclusters:\n  - name: ")
                .append(options.instance())
                .append("\n    profile: zipnet\n    parameters: {round-period: ")
                .append(options.roundPeriod().toMillis())
                .append("ms, round-deadline: ")
                .append(options.roundDeadline().toMillis())
                .append("ms, expected-clients: 2}\n    members:\n");
        ports.forEach((name, port) -> yaml.append("      - {name: ")
                .append(name)
                .append(", metrics: \"http://127.0.0.1:")
                .append(port)
                .append("/metrics\", logs: {file: ")
                .append(Json.encode(logs.of(name).toString()))
                .append("}}\n"));
        ConfigVocabulary vocabulary = Commands.vocabulary(profiles);
        return listen.applyTo(ConfigLoader.parse(yaml.toString(), Path.of("demo.yaml"), vocabulary));
    }

    private static List<String> header(Agent agent, SimulatedCommittee committee, MemberLogFiles logs) {
        String base = "http://" + agent.listen();
        String cluster = committee.options().instance();
        return List.of(
                "Quorumwatch watches a simulated committee of "
                        + committee.members().size() + ", " + cluster + ".",
                "  health    " + base + "/health",
                "  metrics   " + base + "/metrics",
                "  cluster   " + base + "/api/v1/clusters/" + cluster,
                "  incidents " + base + "/api/v1/incidents   (in words: scripts/quorumwatch explain --url " + base
                        + ")",
                "  logs      " + logs.directory(),
                "  faults    " + base + "/api/v1/demo/faults");
    }
}
