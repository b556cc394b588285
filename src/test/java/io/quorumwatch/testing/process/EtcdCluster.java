package io.quorumwatch.testing.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A real etcd cluster on loopback, its members called {@code etcd-1}, {@code etcd-2} and so on. Each member is a process that can be
 * killed, paused and started again over its own data.
 */
public final class EtcdCluster implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(30);

    private final Path program;
    private final WorkDirectory files;
    private final List<Member> members;
    private final List<Optional<ChildProcess>> processes = new ArrayList<>();

    private EtcdCluster(Path program, WorkDirectory files, List<Member> members) {
        this.program = program;
        this.files = files;
        this.members = members;
    }

    /** Where a member is. */
    public record Member(String name, URI clients, URI peers) {

        public HttpProbe http() {
            return new HttpProbe(clients);
        }

        /** The address of its metrics page. */
        public URI metrics() {
            return clients.resolve("/metrics");
        }
    }

    /** Starts a cluster of so many members, and returns when it has a leader that all of them know. */
    public static EtcdCluster start(int size) {
        Path program = Programs.require("etcd");
        EtcdCluster cluster = new EtcdCluster(program, WorkDirectory.create("etcd"), placed(size));
        try {
            for (int index = 0; index < size; index++) {
                cluster.processes.add(Optional.of(cluster.launch(index)));
            }
            String leader = cluster.awaitLeader(START);
            if (cluster.indexOf(leader) >= size) {
                throw new AssertionError("unknown leader " + leader);
            }
            return cluster;
        } catch (RuntimeException | AssertionError e) {
            cluster.close();
            throw e;
        }
    }

    public List<Member> members() {
        return members;
    }

    public Member member(int index) {
        return members.get(index);
    }

    /** The place of the member of that name in {@link #members}. */
    public int indexOf(String name) {
        return Integer.parseInt(name.substring("etcd-".length())) - 1;
    }

    /** The process of a member that was not killed. */
    public ChildProcess process(int index) {
        return processes.get(index).orElseThrow(() -> new AssertionError(members.get(index) + " was killed"));
    }

    /** Kills the member ({@code kill -9}); returns when it is gone. */
    public void kill(int index) {
        process(index).kill();
        processes.set(index, Optional.empty());
    }

    /** Starts a killed member again over its data. */
    public void restart(int index) {
        processes.set(index, Optional.of(launch(index)));
    }

    public void pause(int index) {
        process(index).pause();
    }

    public void resume(int index) {
        process(index).resume();
    }

    /** Any member that does not lead. */
    public int follower(int leader) {
        return leader == 0 ? 1 : 0;
    }

    /** Waits until all members that run name the same leader, and returns its name. */
    public String awaitLeader(Duration within) {
        return Eventually.found("all running etcd members name one leader", within, () -> {
            List<String> named = new ArrayList<>();
            for (int index = 0; index < members.size(); index++) {
                if (processes.get(index).isPresent()) {
                    named.add(leaderNamedBy(members.get(index)));
                }
            }
            return named.stream().distinct().count() == 1 && !named.get(0).isEmpty() ? named.get(0) : null;
        });
    }

    /** A configuration of the agent that watches this cluster. */
    public String configuration(String watched) {
        return "http: {listen: \"127.0.0.1:0\"}\nagent: {id: watcher-under-test, journal-directory: none}\nclusters:\n"
                + cluster(watched);
    }

    private String cluster(String watched) {
        return members.stream()
                .map(member -> "      - {name: %s, metrics: \"%s\"}%n".formatted(member.name(), member.metrics()))
                .collect(Collectors.joining(
                        "",
                        "  - name: %s%n    profile: etcd%n    poll-every: 1s%n    members:%n".formatted(watched),
                        ""));
    }

    @Override
    public void close() {
        processes.forEach(process -> process.ifPresent(ChildProcess::close));
        files.close();
    }

    private static List<Member> placed(int size) {
        List<Integer> ports = FreePorts.take(2 * size);
        List<Member> members = new ArrayList<>();
        for (int index = 0; index < size; index++) {
            members.add(new Member(
                    "etcd-" + (index + 1), loopback(ports.get(2 * index)), loopback(ports.get(2 * index + 1))));
        }
        return List.copyOf(members);
    }

    private static URI loopback(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private ChildProcess launch(int index) {
        Member member = members.get(index);
        String all = members.stream().map(m -> m.name() + "=" + m.peers()).collect(Collectors.joining(","));
        List<String> command = List.of(
                program.toString(),
                "--name=" + member.name(),
                "--data-dir=" + files.path().resolve(member.name()),
                "--listen-client-urls=" + member.clients(),
                "--advertise-client-urls=" + member.clients(),
                "--listen-peer-urls=" + member.peers(),
                "--initial-advertise-peer-urls=" + member.peers(),
                "--initial-cluster=" + all,
                "--initial-cluster-token=quorumwatch-test",
                "--logger=zap");
        return ChildProcess.start(member.name(), files.path(), unsupportedHere(), command);
    }

    /** etcd 3.4 starts on anything but amd64 only when it is told that this is meant. */
    private static Map<String, String> unsupportedHere() {
        String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return architecture.equals("aarch64") ? Map.of("ETCD_UNSUPPORTED_ARCH", "arm64") : Map.of();
    }

    /** The name of the leader as the member knows it, by etcd's own interface and not by its metrics; empty when it knows none. */
    private String leaderNamedBy(Member member) {
        try {
            String leader = status(member).path("leader").asText("0");
            return members.stream()
                    .filter(other -> processes.get(members.indexOf(other)).isPresent())
                    .filter(other -> status(other)
                            .path("header")
                            .path("member_id")
                            .asText()
                            .equals(leader))
                    .map(Member::name)
                    .findFirst()
                    .orElse("");
        } catch (UncheckedIOException notServingYet) {
            return "";
        }
    }

    private static JsonNode status(Member member) {
        return member.http().post("/v3/maintenance/status", "{}").json();
    }
}
