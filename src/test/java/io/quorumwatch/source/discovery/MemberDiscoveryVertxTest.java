package io.quorumwatch.source.discovery;

import static io.quorumwatch.testing.FakeNameServer.SRV;
import static io.quorumwatch.testing.FakeNameServer.srv;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.config.AgentConfig;
import io.quorumwatch.config.AgentConfig.AgentSettings;
import io.quorumwatch.config.AgentConfig.HttpSettings;
import io.quorumwatch.config.AgentConfig.NotifySettings;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.DiscoverConfig;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.config.MemberConfig.Access;
import io.quorumwatch.config.Parameters;
import io.quorumwatch.testing.FakeNameServer;
import io.quorumwatch.testing.TestClusters;
import io.quorumwatch.time.SystemClock;
import io.vertx.core.Vertx;
import io.vertx.core.dns.DnsClientOptions;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class MemberDiscoveryVertxTest implements DiscoveryListener {

    private static final int WAIT_SECONDS = 20;
    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final String NAME = "_metrics._tcp.kv.internal";

    @TempDir
    private Path directory;

    private final BlockingQueue<AgentConfig> told = new LinkedBlockingQueue<>();
    private final BlockingQueue<Map<DiscoveryFailure, Long>> noted = new LinkedBlockingQueue<>();
    private FakeNameServer names;
    private MemberDiscovery discovery;

    @BeforeEach
    void deploy(Vertx vertx) throws TimeoutException {
        names = FakeNameServer.start(vertx);
        DnsClientOptions dns = new DnsClientOptions()
                .setHost("127.0.0.1")
                .setPort(names.port())
                .setQueryTimeout(200);
        discovery = new MemberDiscovery(
                cluster -> new MemberTerms(Set.of("voter"), "voter"),
                this,
                new DiscoverySettings(OFTEN, OFTEN, Duration.ofSeconds(2), dns),
                new SystemClock());
        assertThat(vertx.deployVerticle(discovery).await(WAIT_SECONDS, TimeUnit.SECONDS))
                .isNotNull();
    }

    @Override
    public void found(AgentConfig configured, AgentConfig found) {
        told.add(found);
    }

    @Override
    public void noted(int standing, Map<DiscoveryFailure, Long> counted) {
        noted.add(counted);
    }

    private static AgentConfig config(ClusterConfig... clusters) {
        return new AgentConfig(
                new AgentSettings("test", null),
                new HttpSettings("127.0.0.1", 0, null),
                new NotifySettings(List.of(), List.of()),
                List.of(clusters));
    }

    private ClusterConfig files(MemberConfig... members) {
        return cluster("kv", List.of("*.json"), null, members);
    }

    private ClusterConfig cluster(String name, List<String> files, @Nullable String dns, MemberConfig... members) {
        return new ClusterConfig(
                name,
                "etcd",
                Duration.ofSeconds(1),
                Duration.ofMillis(900),
                true,
                Parameters.NONE,
                Map.of(),
                List.of(members),
                new DiscoverConfig(files, directory, dns, "SRV", 0, Access.PLAIN));
    }

    private void write(String... targets) throws IOException {
        Path next = Files.writeString(
                directory.resolve("next"), "[{\"targets\": [\"" + String.join("\", \"", targets) + "\"]}]");
        assertThat(Files.move(
                        next,
                        directory.resolve("targets.json"),
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                        java.nio.file.StandardCopyOption.ATOMIC_MOVE))
                .exists();
    }

    private AgentConfig watch(AgentConfig config) throws TimeoutException {
        return discovery.watch(config).await(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    private static List<String> names(AgentConfig config) {
        return config.clusters().get(0).members().stream()
                .map(MemberConfig::name)
                .toList();
    }

    private static <T> T next(BlockingQueue<T> queue, Predicate<T> wanted) throws InterruptedException {
        long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (true) {
            T next = queue.poll(giveUpAt - System.nanoTime(), TimeUnit.NANOSECONDS);
            assertThat(next).as("another one within %s s", WAIT_SECONDS).isNotNull();
            if (wanted.test(next)) {
                return next;
            }
        }
    }

    private List<String> nextNames() throws InterruptedException {
        return names(next(told, any -> true));
    }

    @Test
    void theFirstAnswerHasTheMembersThatAreThere() throws Exception {
        write("a:1", "b:1");

        assertThat(names(watch(config(files(TestClusters.member("m0", "voter"))))))
                .containsExactly("m0", "a:1", "b:1");
    }

    @Test
    void membersComeAndGoWithTheirFile() throws Exception {
        assertThat(names(watch(config(files())))).isEmpty();

        write("a:1");
        assertThat(nextNames()).containsExactly("a:1");
        write("a:1", "b:1");
        assertThat(nextNames()).containsExactly("a:1", "b:1");
        write("b:1");
        assertThat(nextNames()).containsExactly("b:1");
        Files.delete(directory.resolve("targets.json"));
        assertThat(nextNames()).isEmpty();
    }

    @Test
    void aBrokenFileChangesNothingAndIsCounted() throws Exception {
        write("a:1");
        assertThat(names(watch(config(files())))).containsExactly("a:1");

        Path broken = Files.writeString(directory.resolve("targets.json"), "[{\"targets\": [\"b:1");
        assertThat(broken).exists();
        Map<DiscoveryFailure, Long> counted = next(noted, counts -> counts.containsKey(DiscoveryFailure.BROKEN_FILE));
        write("c:1");

        assertThat(counted).containsOnly(Map.entry(DiscoveryFailure.BROKEN_FILE, 1L));
        assertThat(nextNames()).containsExactly("c:1");
    }

    @Test
    void namesAreAskedAgainAndAgain() throws Exception {
        names.knows(NAME, SRV, srv(1, 2379, "one.internal"));
        assertThat(names(watch(config(cluster("kv", List.of(), NAME))))).containsExactly("one.internal:2379");

        names.knows(NAME, SRV, srv(1, 2379, "two.internal"), srv(1, 2379, "one.internal"));
        assertThat(nextNames()).containsExactly("one.internal:2379", "two.internal:2379");
        names.failsWith(FakeNameServer.SERVER_FAILURE);
        assertThat(next(noted, counts -> counts.containsKey(DiscoveryFailure.DNS_ERROR)))
                .isNotNull();
        names.failsWith(0);
        names.knows(NAME, SRV, srv(1, 2379, "two.internal"));
        assertThat(nextNames()).containsExactly("two.internal:2379");
    }

    @Test
    void aNameServerThatIsSilentDelaysTheStartByItsDeadlineOnly() throws Exception {
        names.isSilent(true);
        write("a:1");

        assertThat(names(watch(config(cluster("kv", List.of("*.json"), NAME))))).containsExactly("a:1");
    }

    @Test
    void aReloadThatChangesSomethingElseKeepsWhatWasFound() throws Exception {
        names.knows(NAME, SRV, srv(1, 2379, "one.internal"));
        assertThat(watch(config(cluster("kv", List.of(), NAME)))).isNotNull();
        names.isSilent(true);

        AgentConfig reloaded = watch(config(cluster("kv", List.of(), NAME, TestClusters.member("m0", "voter"))));

        assertThat(names(reloaded)).containsExactly("m0", "one.internal:2379");
    }

    @Test
    void whatIsNotWatchedAnyMoreIsNotToldOf() throws Exception {
        write("a:1");
        assertThat(watch(config(files()))).isNotNull();
        ClusterConfig other = TestClusters.of("plain", "etcd", Map.of(), "m0");

        assertThat(names(watch(config(other)))).containsExactly("m0");
        write("b:1");
        assertThat(Files.createDirectories(directory.resolve("sub"))).isDirectory();
        assertThat(Files.writeString(directory.resolve("sub/x.json"), "[{\"targets\": [\"x:1\"]}]"))
                .exists();
        AgentConfig next = watch(config(other, cluster("kv", List.of("sub/*.json"), null)));

        assertThat(next.clusters().get(1).members())
                .extracting(MemberConfig::name)
                .containsExactly("x:1");
        assertThat(told).isEmpty();
    }
}
