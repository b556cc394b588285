package io.quorumwatch.simulate;

import io.quorumwatch.simulate.CommitteeEvent.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What all processes share: time, chance, the faults, the network between them, and who listens. */
final class Universe {

    /** Loopback: a message takes 0.2 to 1.5 ms. */
    private static final long LEAST_LATENCY = 200;

    private static final long MOST_LATENCY = 1_500;

    final CommitteeOptions options;
    final Timeline timeline = new Timeline();
    final FaultLedger faults = new FaultLedger();
    final Bonding bonding = new Bonding(this);
    private final Instant start;
    private final CommitteeObserver observer;
    private final Random random;
    private final Map<String, MemberProcess> processes = new LinkedHashMap<>();

    Universe(CommitteeOptions options, Instant start, CommitteeObserver observer) {
        this.options = options;
        this.start = start;
        this.observer = observer;
        this.random = new Random(options.seed());
    }

    Instant time() {
        return start.plus(timeline.now(), ChronoUnit.MICROS);
    }

    long micros(Instant at) {
        return ChronoUnit.MICROS.between(start, at);
    }

    /** A number of microseconds between the two, each included. */
    long between(long least, long most) {
        return least + (long) (random.nextDouble() * (most - least + 1));
    }

    long between(CommitteeOptions.Span span) {
        return between(micros(span.least()), micros(span.most()));
    }

    static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    /** The member's present process, or null while it has none. */
    @Nullable
    MemberProcess process(String member) {
        return processes.get(member);
    }

    /** All present processes, in the order of their names. */
    List<MemberProcess> processes() {
        return options.names().stream()
                .map(processes::get)
                .filter(Objects::nonNull)
                .toList();
    }

    void put(MemberProcess process) {
        processes.put(process.name(), process);
    }

    void remove(String member) {
        processes.remove(member);
    }

    /** Sends a message over a bond. It is lost when a link is cut, and when nobody is there to receive it. */
    void send(String from, BondEnd end, GroupKind kind, Message message) {
        MemberProcess target = processes.get(end.peer);
        if (target == null || !faults.carries(from, end.peer)) {
            return;
        }
        long bond = end.bond;
        end.lastArrival = Math.max(timeline.now() + between(LEAST_LATENCY, MOST_LATENCY), end.lastArrival);
        timeline.at(end.lastArrival, target, () -> target.receive(from, bond, kind, message));
    }

    void tell(String member, Kind kind, String group, Map<String, Object> fields) {
        observer.saw(new CommitteeEvent(time(), member, kind, group, fields));
    }
}
