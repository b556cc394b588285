package io.quorumwatch.source.discovery;

import static io.quorumwatch.testing.FakeNameServer.A;
import static io.quorumwatch.testing.FakeNameServer.AAAA;
import static io.quorumwatch.testing.FakeNameServer.CNAME;
import static io.quorumwatch.testing.FakeNameServer.SRV;
import static io.quorumwatch.testing.FakeNameServer.address;
import static io.quorumwatch.testing.FakeNameServer.srv;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.config.MemberConfig.Access;
import io.quorumwatch.testing.FakeNameServer;
import io.quorumwatch.testing.OnLoop;
import io.vertx.core.Vertx;
import io.vertx.core.dns.DnsClientOptions;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class DnsSourceVertxTest {

    private static final String NAME = "kv.internal";
    private static final MemberTerms TERMS = new MemberTerms(Set.of("voter"), "voter");

    private Vertx vertx;
    private FakeNameServer server;

    @BeforeEach
    void start(Vertx started) throws TimeoutException {
        vertx = started;
        server = FakeNameServer.start(vertx);
    }

    private DnsSource source(String type) {
        DnsClientOptions options = new DnsClientOptions()
                .setHost("127.0.0.1")
                .setPort(server.port())
                .setQueryTimeout(300);
        return new DnsSource(vertx.createDnsClient(options), NAME, type, 2379, new TargetReader(TERMS, Access.PLAIN));
    }

    private Found ask(DnsSource source) throws TimeoutException {
        return OnLoop.ask(vertx, source::ask).await(10, TimeUnit.SECONDS);
    }

    private static List<String> pages(Found found) {
        return found.members().stream()
                .map(member -> member.name() + " " + member.metrics())
                .toList();
    }

    private static void saysInstead(Found found, DiscoveryFailure reason) {
        assertThat(found.problems())
                .singleElement()
                .extracting(DiscoveryProblem::reason)
                .isEqualTo(reason);
    }

    @Test
    void srvRecordsNameHostAndPort() throws TimeoutException {
        server.knows(NAME, SRV, srv(20, 9101, "Two.kv.internal"), srv(10, 9100, "one.kv.internal"), srv(0, 1, ""));

        assertThat(pages(ask(source("SRV"))))
                .containsExactly(
                        "one.kv.internal:9100 http://one.kv.internal:9100/metrics",
                        "two.kv.internal:9101 http://two.kv.internal:9101/metrics");
    }

    @Test
    void addressesTakeTheConfiguredPort() throws TimeoutException {
        server.knows(NAME, A, address("10.0.0.2"), address("10.0.0.1"));
        server.knows(NAME, AAAA, address("fd00::2"));

        assertThat(pages(ask(source("A"))))
                .containsExactly(
                        "10.0.0.1:2379 http://10.0.0.1:2379/metrics", "10.0.0.2:2379 http://10.0.0.2:2379/metrics");
        assertThat(pages(ask(source("AAAA"))))
                .containsExactly("fd00:0:0:0:0:0:0:2:2379 http://[fd00:0:0:0:0:0:0:2]:2379/metrics");
    }

    @Test
    void anAliasIsFollowed() throws TimeoutException {
        server.knows(NAME, CNAME, FakeNameServer.name("real.internal"));
        server.knows("real.internal", A, address("10.0.0.1"));

        assertThat(ask(source("A")).members()).extracting(MemberConfig::name).containsExactly("10.0.0.1:2379");
    }

    @Test
    void anAliasOfItselfEnds() throws TimeoutException {
        server.knows(NAME, CNAME, FakeNameServer.name(NAME));

        saysInstead(ask(source("A")), DiscoveryFailure.NO_RECORDS);
        assertThat(server.questions()).hasSizeLessThan(12);
    }

    @Test
    void membersComeAndGoWithTheirRecords() throws TimeoutException {
        DnsSource source = source("A");
        server.knows(NAME, A, address("10.0.0.1"), address("10.0.0.2"));
        assertThat(ask(source).members()).hasSize(2);

        server.knows(NAME, A, address("10.0.0.2"), address("10.0.0.3"));

        assertThat(ask(source).members())
                .extracting(MemberConfig::name)
                .containsExactly("10.0.0.2:2379", "10.0.0.3:2379");
    }

    @Test
    void aFailureKeepsWhatIsKnown() throws TimeoutException {
        DnsSource source = source("A");
        server.knows(NAME, A, address("10.0.0.1"));
        List<MemberConfig> known = ask(source).members();

        server.failsWith(FakeNameServer.SERVER_FAILURE);
        Found failed = ask(source);
        server.failsWith(FakeNameServer.NO_SUCH_NAME);
        Found unknown = ask(source);
        server.failsWith(0);
        server.knows(NAME, A);
        Found empty = ask(source);
        server.isSilent(true);
        Found silent = ask(source);

        assertThat(List.of(failed.members(), unknown.members(), empty.members(), silent.members()))
                .containsOnly(known);
        saysInstead(failed, DiscoveryFailure.DNS_ERROR);
        saysInstead(unknown, DiscoveryFailure.NO_RECORDS);
        saysInstead(empty, DiscoveryFailure.NO_RECORDS);
        saysInstead(silent, DiscoveryFailure.DNS_TIMEOUT);
    }

    @Test
    void aServerThatAnswersAgainIsBelievedAgain() throws TimeoutException {
        DnsSource source = source("A");
        server.isSilent(true);
        saysInstead(ask(source), DiscoveryFailure.DNS_TIMEOUT);

        server.isSilent(false);
        server.knows(NAME, A, address("10.0.0.1"));

        Found found = ask(source);
        assertThat(found.members()).hasSize(1);
        assertThat(found.problems()).isEmpty();
    }
}
