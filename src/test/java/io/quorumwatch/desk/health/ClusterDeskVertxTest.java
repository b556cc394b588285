package io.quorumwatch.desk.health;

import static io.quorumwatch.desk.health.HealthScene.START;
import static io.quorumwatch.desk.health.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.Addresses;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Severity;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClusterDeskVertxTest {

    private final Vertx vertx = Vertx.vertx();
    private final ClusterViews views = new ClusterViews();
    private final ClusterDesk desk = new ClusterDesk(views, new SetClock(START));

    @BeforeEach
    void deploy() throws Exception {
        await(vertx.deployVerticle(desk));
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Test
    void showsNothingBeforeItIsToldWhatToWatch() throws Exception {
        assertThat(views.declared()).isFalse();
        await(desk.watch(List.of()));
        assertThat(views.declared()).isTrue();
        assertThat(views.all()).isEmpty();
    }

    @Test
    void showsWhatIsSaidAboutItsClusters() throws Exception {
        await(desk.watch(List.of(Committee.of(3))));
        for (int member = 1; member <= 3; member++) {
            publish(Committee.look(3, member, START).reading());
        }
        vertx.eventBus()
                .publish(Addresses.verdict("acme"), Saying.firing(Severity.PAGE).verdict(START, START));
        ClusterView view = shown(acme -> acme.findings().size() == 1);
        assertThat(view.leaders()).containsExactly("server-1");
    }

    @Test
    void keepsWhatItKnowsOfClustersThatStayAndDropsTheOthers() throws Exception {
        await(desk.watch(List.of(Committee.of(3), Committee.named("lab", List.of()))));
        assertThat(views.all()).containsOnlyKeys("acme", "lab");
        publish(Committee.look(3, 1, START).reading());
        assertThat(shown(acme -> acme.leaders().size() == 1).looked()).isFalse();
        await(desk.watch(List.of(Committee.of(1))));
        assertThat(views.all()).containsOnlyKeys("acme");
        assertThat(shown(acme -> true).leaders()).containsExactly("server-1");
        assertThat(shown(acme -> true).members()).containsOnlyKeys("aggregator", "server-1");
    }

    private void publish(MemberReading reading) {
        vertx.eventBus().publish(Addresses.reading("acme"), reading);
    }

    private ClusterView shown(Predicate<ClusterView> wanted) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Waiting.SECONDS);
        while (System.nanoTime() < deadline) {
            ClusterView view = views.cluster("acme");
            if (view != null && wanted.test(view)) {
                return view;
            }
            Promise<Void> turn = Promise.promise();
            vertx.runOnContext(turn::complete);
            await(turn.future());
        }
        throw new AssertionError("not shown in time: " + views.cluster("acme"));
    }
}
