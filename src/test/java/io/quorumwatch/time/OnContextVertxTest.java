package io.quorumwatch.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OnContextVertxTest {

    private static final int SECONDS = 30;

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();

    @AfterEach
    void close() throws Exception {
        assertThat(vertx.close().await(SECONDS, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void workIsDoneOnTheContextHoweverQuickThatIs() throws Exception {
        for (int time = 0; time < 500; time++) {
            assertThat(OnContext.run(context, () -> Future.succeededFuture(Vertx.currentContext()))
                            .await(SECONDS, TimeUnit.SECONDS))
                    .isSameAs(context);
        }
    }

    @Test
    void workThatThrowsFails() {
        assertThatThrownBy(() -> OnContext.run(context, () -> {
                            throw new IllegalStateException("no");
                        })
                        .await(SECONDS, TimeUnit.SECONDS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");
    }
}
