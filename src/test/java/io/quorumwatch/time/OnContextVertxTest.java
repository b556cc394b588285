package io.quorumwatch.time;

import static io.quorumwatch.desk.health.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OnContextVertxTest {

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Test
    void workIsDoneOnTheContextHoweverQuickThatIs() throws Exception {
        for (int time = 0; time < 500; time++) {
            assertThat(await(OnContext.run(context, () -> Future.succeededFuture(Vertx.currentContext()))))
                    .isSameAs(context);
        }
    }

    @Test
    void workThatThrowsFails() {
        assertThatThrownBy(() -> await(OnContext.run(context, () -> {
                    throw new IllegalStateException("no");
                })))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");
    }
}
