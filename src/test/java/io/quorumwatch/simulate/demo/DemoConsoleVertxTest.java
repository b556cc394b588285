package io.quorumwatch.simulate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.HealthReport;
import io.quorumwatch.bus.HealthStatus;
import io.quorumwatch.simulate.CommitteeOptions;
import io.quorumwatch.simulate.Fault;
import io.quorumwatch.simulate.SimulatedCommittee;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The console on running members, without a terminal. */
class DemoConsoleVertxTest {

    private static final Instant START = Instant.parse("2026-11-21T05:46:00Z");
    private static final HealthReport READY =
            new HealthReport(HealthStatus.READY, START, List.of(), Map.of(), new TreeMap<>());

    private final Vertx vertx = Vertx.vertx();
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final SimulatedMembers members =
            new SimulatedMembers(vertx, new SimulatedCommittee(CommitteeOptions.demo(), START), now::get);
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final AtomicInteger quits = new AtomicInteger();
    private final DemoConsole console = new DemoConsole(
            members,
            new DemoConsole.Watch(() -> READY, List::of),
            List.of(),
            quits::incrementAndGet,
            InputStream.nullInputStream(),
            new PrintStream(printed, true, StandardCharsets.UTF_8),
            false);

    @BeforeEach
    void start() throws TimeoutException {
        members.start().await(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws TimeoutException {
        console.stop();
        members.stop().await(10, TimeUnit.SECONDS);
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private void at(int seconds) throws TimeoutException {
        now.set(START.plusSeconds(seconds));
        members.heal().await(10, TimeUnit.SECONDS);
    }

    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void printsALineOnlyWhenSomethingIsNews() throws TimeoutException {
        at(20);
        console.print();
        console.print();
        at(25);
        console.print();
        assertThat(lines()).hasSize(1).first().asString().contains("leads  bonds 2 2 2");
    }

    @Test
    void doesTheChosenFaultToTheChosenMemberAndHealsIt() throws TimeoutException {
        at(20);
        console.press('3');
        console.press('K');
        // What the loop does next comes after what the key has asked of it.
        assertThat(members.inject(Fault.SLOW, "server-1").await(10, TimeUnit.SECONDS))
                .hasSize(1);
        assertThat(members.state().members().get(2).running()).isFalse();
        console.press('h');
        members.heal().await(10, TimeUnit.SECONDS);
        assertThat(members.state().faults()).isEmpty();
        assertThat(members.state().members()).allMatch(truth -> truth.running());
    }

    @Test
    void quitsOnItsKeyAndIgnoresKeysThatMeanNothing() {
        console.press('x');
        console.press('9');
        console.press('\n');
        assertThat(quits).hasValue(0);
        console.press('q');
        assertThat(quits).hasValue(1);
        assertThat(members.state().faults()).isEmpty();
    }
}
