package io.quorumwatch.simulate.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorumwatch.simulate.CommitteeOptions;
import io.quorumwatch.simulate.Fault;
import io.quorumwatch.simulate.SimulatedCommittee;
import io.quorumwatch.simulate.UnknownMemberException;
import io.quorumwatch.testing.OnLoop;
import io.quorumwatch.testing.process.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Members on real ports, with a clock that the test sets. */
class SimulatedMembersVertxTest {

    private static final Instant START = Instant.parse("2026-11-21T05:46:00Z");

    private final Vertx vertx = Vertx.vertx();
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final InstantSource clock = now::get;
    private final SimulatedMembers members =
            new SimulatedMembers(vertx, new SimulatedCommittee(CommitteeOptions.demo(), START), clock);
    private final HttpClient http = vertx.createHttpClient();
    private final NetClient net = vertx.createNetClient();

    @BeforeEach
    void start() throws TimeoutException {
        await(members.start());
    }

    @AfterEach
    void stop() throws TimeoutException {
        await(members.stop());
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(10, TimeUnit.SECONDS);
    }

    private int port(String member) {
        return members.ports().getOrDefault(member, 0);
    }

    private String get(String member, String path) throws TimeoutException {
        return await(OnLoop.ask(
                vertx,
                () -> http.request(HttpMethod.GET, port(member), "127.0.0.1", path)
                        .compose(request -> request.send())
                        .compose(HttpClientResponse::body)
                        .map(body -> body.toString())));
    }

    @Test
    void servesThePageOnAnyPathAndOkOnHealth() throws TimeoutException {
        now.set(START.plusSeconds(20));
        assertThat(get("server-1", "/metrics")).contains("mosaik_groups_bonds_active");
        assertThat(get("server-1", "/anything")).contains("mosaik_groups_bonds_active");
        assertThat(get("server-1", "/health")).isEqualTo("OK");
        String type = await(OnLoop.ask(
                vertx,
                () -> http.request(HttpMethod.GET, port("server-2"), "127.0.0.1", "/metrics")
                        .compose(request -> request.send())
                        .map(response -> response.getHeader("content-type"))));
        assertThat(type).isEqualTo("text/plain");
    }

    @Test
    void closesTheConnectionsOfAKilledMemberAtOnceAndItsPortRefuses() throws TimeoutException {
        NetSocket socket = await(net.connect(port("server-2"), "127.0.0.1"));
        Promise<Void> closed = Promise.promise();
        socket.closeHandler(closed::tryComplete);
        assertThat(await(members.inject(Fault.KILL, "server-2"))).containsExactly("server-2");
        await(closed.future());
        assertThatThrownBy(() -> await(net.connect(port("server-2"), "127.0.0.1")))
                .isInstanceOf(ConnectException.class);
        assertThat(get("server-1", "/metrics")).isNotNull();
    }

    @Test
    void listensOnTheSamePortAgainWhenHealed() throws TimeoutException {
        int port = port("server-2");
        assertThat(await(members.inject(Fault.KILL, "server-2"))).hasSize(1);
        await(members.heal());
        assertThat(port("server-2")).isEqualTo(port);
        assertThat(get("server-2", "/metrics")).isEmpty();
    }

    @Test
    void listensAsSoonAsSomebodyElseLetsThePortGo() throws TimeoutException, IOException {
        int port = port("server-2");
        assertThat(await(members.inject(Fault.KILL, "server-2"))).hasSize(1);
        ServerSocket other = occupy(port);
        Future<Void> healed = members.heal();
        assertThat(get("server-1", "/metrics")).isNotNull();
        assertThat(healed.isComplete()).isFalse();
        other.close();
        await(healed);
        assertThat(get("server-2", "/metrics")).isNotNull();
    }

    @Test
    void saysThatThePortIsTakenAndComesBackWhenItIsFree() throws TimeoutException, IOException {
        int port = port("server-2");
        assertThat(await(members.inject(Fault.KILL, "server-2"))).hasSize(1);
        try (ServerSocket other = occupy(port)) {
            assertThat(other.getLocalPort()).isEqualTo(port);
            assertThatThrownBy(() -> await(members.heal())).hasMessageContaining("Address already in use");
        }
        await(members.heal());
        assertThat(get("server-2", "/metrics")).isNotNull();
    }

    private static ServerSocket occupy(int port) {
        return Eventually.found(
                "a killed member lets its port go",
                Duration.ofSeconds(10),
                () -> new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
    }

    @Test
    void acceptsButSaysNothingWhilePaused() throws TimeoutException {
        assertThat(await(members.inject(Fault.PAUSE, "server-3"))).containsExactly("server-3");
        assertThatThrownBy(() -> http.request(HttpMethod.GET, port("server-3"), "127.0.0.1", "/metrics")
                        .compose(request -> request.send())
                        .await(300, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
        assertThat(get("server-1", "/metrics")).isNotNull();
    }

    @Test
    void dripsThePageOfASlowMember() throws TimeoutException {
        now.set(START.plusSeconds(20));
        assertThat(await(members.inject(Fault.SLOW, "server-1"))).hasSize(1);
        Promise<Integer> promised = Promise.promise();
        Future<Buffer> body = OnLoop.ask(
                vertx,
                () -> http.request(HttpMethod.GET, port("server-1"), "127.0.0.1", "/metrics")
                        .compose(request -> request.send())
                        .compose(response -> {
                            promised.complete(Integer.parseInt(response.getHeader("content-length")));
                            return response.body();
                        }));
        int length = await(promised.future());
        assertThatThrownBy(() -> body.await(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(await(body).length()).isEqualTo(length);
    }

    @Test
    void failsWithTheReasonWhenAFaultCannotBeDone() {
        assertThatThrownBy(() -> await(members.inject(Fault.KILL, "server-9")))
                .isInstanceOf(UnknownMemberException.class);
        assertThatThrownBy(() -> await(members.inject(Fault.CUT, "server-1", "server-2", "server-3")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void doesNotMakeUpForANightThatTheMachineSlept() throws TimeoutException {
        now.set(START.plusSeconds(36_000));
        await(members.heal());
        assertThat(members.state().at()).isBefore(START.plusSeconds(61));
        now.set(START.plusSeconds(36_010));
        await(members.heal());
        assertThat(members.state().at()).isBetween(START.plusSeconds(10), START.plusSeconds(71));
    }
}
