package io.quorumwatch.source.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CursorsVertxTest {

    private static final int SOON_SECONDS = 20;

    @TempDir
    private Path directory;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void closeVertx() throws Exception {
        assertThat(vertx.close().await(SOON_SECONDS, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void aSaveThatIsStillUnderWayIsWaitedForAtTheEnd() throws Exception {
        WorkerExecutor disk = vertx.createSharedWorkerExecutor("disk", 1);
        CountDownLatch diskIsFree = new CountDownLatch(1);
        Future<Boolean> busy = disk.executeBlocking(() -> diskIsFree.await(SOON_SECONDS, TimeUnit.SECONDS), false);
        Cursors cursors = new Cursors(directory);
        cursors.put("a log", "7");

        Future<Void> onceASecond = cursors.save(disk);
        Future<Void> atTheEnd = cursors.save(disk);

        assertThat(atTheEnd.isComplete()).as("while the disk is busy").isFalse();
        diskIsFree.countDown();
        assertThat(atTheEnd.await(SOON_SECONDS, TimeUnit.SECONDS)).isNull();
        assertThat(CursorFile.read(directory)).containsEntry("a log", "7");
        assertThat(onceASecond.succeeded()).isTrue();
        assertThat(busy.succeeded()).isTrue();
    }
}
