package io.quorumwatch.source.logs;

import static io.quorumwatch.desk.health.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.desk.health.Waiting;
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

    @TempDir
    private Path directory;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void closeVertx() throws Exception {
        await(vertx.close());
    }

    @Test
    void aSaveThatIsStillUnderWayIsWaitedForAtTheEnd() throws Exception {
        WorkerExecutor disk = vertx.createSharedWorkerExecutor("disk", 1);
        CountDownLatch diskIsFree = new CountDownLatch(1);
        Future<Boolean> busy = disk.executeBlocking(() -> diskIsFree.await(Waiting.SECONDS, TimeUnit.SECONDS), false);
        Cursors cursors = new Cursors(directory);
        cursors.put("a log", "7");

        Future<Void> onceASecond = cursors.save(disk);
        Future<Void> atTheEnd = cursors.save(disk);

        assertThat(atTheEnd.isComplete()).as("while the disk is busy").isFalse();
        diskIsFree.countDown();
        await(atTheEnd);
        assertThat(new CursorFile(directory).read()).containsEntry("a log", "7");
        assertThat(onceASecond.succeeded()).isTrue();
        assertThat(busy.succeeded()).isTrue();
    }

    @Test
    void twoAgentsDoNotOverwriteEachOther() throws Exception {
        WorkerExecutor disk = vertx.createSharedWorkerExecutor("disk", 1);
        Cursors first = new Cursors(directory);
        first.put("a log", "7");
        await(first.save(disk));
        Cursors second = new Cursors(directory);
        await(second.load(disk));
        assertThat(second.get("a log")).isEqualTo("7");

        second.put("another log", "8");
        await(second.save(disk));
        assertThat(new CursorFile(directory).read()).containsOnlyKeys("a log");

        await(first.close(disk));
        await(second.save(disk));
        assertThat(new CursorFile(directory).read()).containsEntry("a log", "7").containsEntry("another log", "8");
        await(second.close(disk));
    }
}
