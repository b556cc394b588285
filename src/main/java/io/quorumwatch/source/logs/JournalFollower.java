package io.quorumwatch.source.logs;

import io.quorumwatch.time.AgentClock;
import io.quorumwatch.time.Alarm;
import io.quorumwatch.time.Timers;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Follows a unit of this machine's journal through {@code journalctl}, which is started again behind the cursor whenever it ends.
 *
 * <p>While there is no cursor yet, it reads from the time at which following began: a line that was written while the program was
 * being started again is not lost. The program says nothing when it can read but there is nothing to read, so a run counts as
 * following when it has not complained within {@link #SETTLED}.
 */
final class JournalFollower implements LogFollower {

    static final Duration SETTLED = Duration.ofMillis(500);
    static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final AgentClock clock;
    private final String program;
    private final String unit;
    private final FollowState state;
    private final Retry retry;
    private final Alarm settled;
    private EntryStream entries = new EntryStream(null);
    private @Nullable Instant since;
    private @Nullable Context context;
    private @Nullable JournalProgram running;
    private Promise<Void> ended = Promise.promise();
    private boolean stopped;

    /** @param program the path or name of {@code journalctl} */
    JournalFollower(Vertx vertx, AgentClock clock, String program, String unit, Listener listener) {
        this.vertx = vertx;
        this.clock = clock;
        this.program = program;
        this.unit = unit;
        state = new FollowState(listener);
        Timers timers = Timers.of(vertx);
        retry = new Retry(timers, clock, FIRST_PAUSE, LONGEST_PAUSE, this::run);
        settled = new Alarm(timers, clock, this::settle);
    }

    @Override
    public void start(@Nullable String cursor) {
        context = vertx.getOrCreateContext();
        entries = new EntryStream(cursor);
        since = clock.wall();
        ended.complete();
        run();
    }

    @Override
    public Future<Void> stop() {
        stopped = true;
        state.end();
        retry.cancel();
        settled.cancel();
        if (running != null) {
            running.kill();
        }
        return ended.future();
    }

    private void run() {
        Context here = Objects.requireNonNull(context);
        entries.restart();
        ended = Promise.promise();
        JournalProgram next = new JournalProgram(
                command(),
                (bytes, length, taken) -> here.runOnContext(now -> {
                    try {
                        take(bytes, length);
                    } finally {
                        taken.run();
                    }
                }),
                end -> here.runOnContext(now -> over(end)));
        running = next;
        settled.setIn(SETTLED);
        next.start();
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                program, "--follow", "--no-tail", "--no-pager", "--all", "--output=json", "--output-fields=MESSAGE"));
        String cursor = entries.cursor();
        command.add("--unit=" + unit);
        if (cursor != null) {
            command.add("--after-cursor=" + cursor);
        } else {
            Instant from = Objects.requireNonNull(since);
            command.add(String.format(Locale.ROOT, "--since=@%d.%06d", from.getEpochSecond(), from.getNano() / 1000));
        }
        return command;
    }

    private void take(byte[] bytes, int length) {
        String before = entries.cursor();
        LineBatch batch = entries.accept(bytes, 0, length);
        if (!Objects.equals(before, entries.cursor())) {
            retry.succeeded();
            state.followed();
        }
        state.lines(batch);
    }

    private void settle() {
        String complaint = entries.complaint();
        if (complaint == null) {
            retry.succeeded();
            state.followed();
        } else {
            state.lost(LossReason.UNREADABLE, complaint);
        }
    }

    private void over(JournalProgram.End end) {
        running = null;
        settled.cancel();
        ended.complete();
        if (stopped) {
            return;
        }
        String complaint = entries.complaint();
        if (complaint != null && complaint.contains("cursor") && entries.cursor() != null) {
            entries.forgetCursor();
            state.gap("journalctl does not know the cursor; begins with what was written since the start");
        }
        state.lost(
                end.started() ? LossReason.PROGRAM_ENDED : LossReason.NO_PROGRAM,
                complaint == null ? end.error() : complaint);
        retry.later();
    }
}
