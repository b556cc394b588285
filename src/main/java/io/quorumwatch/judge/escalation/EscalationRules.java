package io.quorumwatch.judge.escalation;

import static io.quorumwatch.catalogue.Condition.ESCALATION;

import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.Evidence;
import io.quorumwatch.judge.Findings;
import io.quorumwatch.judge.MemberView;
import io.quorumwatch.judge.Rules;
import io.quorumwatch.time.Instants;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Whether a member's log has said something within the last half hour that must be handed on. */
public final class EscalationRules implements Rules {

    /** How long a fact stands after it was last told: read, however long before it may have been written. */
    static final Duration LATCH = Duration.ofMinutes(30);

    private int committeeSize;
    private final Set<String> followed = new HashSet<>();
    private final Map<String, Suspicion> suspicions = new HashMap<>();

    public EscalationRules(WatchPlan plan) {
        committeeSize = plan.terms().committeeSize();
    }

    /** What one member's log has said since it was last calm for the whole latch; its size does not grow with the lines. */
    private static final class Suspicion {
        private final Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
        private final LogEvent first;
        private LogEvent last;
        private Instant over = Instant.MIN;
        private long count;

        private Suspicion(LogEvent first) {
            this.first = first;
            this.last = first;
        }

        private void add(LogEvent event) {
            kinds.add(event.kind());
            last = event.at().isBefore(last.at()) ? last : event;
            over = Instants.later(over, event.readAt().plus(LATCH));
            count++;
        }
    }

    @Override
    public void change(WatchPlan changed, Set<String> members) {
        committeeSize = changed.terms().committeeSize();
        followed.retainAll(members);
        suspicions.keySet().retainAll(members);
    }

    @Override
    public Concern concern() {
        return Concern.ESCALATION;
    }

    @Override
    public boolean hearsEvents() {
        return true;
    }

    @Override
    public void hear(ClusterView view, LogEvent event) {
        if (event.kind() == EventKind.LOG_LOST) {
            followed.remove(event.member());
            return;
        }
        followed.add(event.member());
        if (mustBeHandedOn(event)) {
            Suspicion known = suspicions.get(event.member());
            if (known == null || !event.readAt().isBefore(known.over)) {
                known = new Suspicion(event);
                suspicions.put(event.member(), known);
            }
            known.add(event);
        }
    }

    private boolean mustBeHandedOn(LogEvent event) {
        return switch (event.kind()) {
            case UNKNOWN_COMMIT, DUPLICATE_CLIENT, WRONG_UNIVERSE -> true;
            case ROUND_FINALIZED -> {
                double servers = event.number("servers");
                yield !Double.isNaN(servers) && servers != committeeSize;
            }
            default -> false;
        };
    }

    @Override
    public void assess(Instant now, ClusterView view, Findings findings) {
        for (MemberView member : view.members()) {
            Suspicion suspicion = suspicions.get(member.name());
            if (suspicion != null && now.isBefore(suspicion.over)) {
                findings.isTrue(ESCALATION, member.name(), suspicion.first.at(), evidence(suspicion));
            } else if (followed.contains(member.name())) {
                findings.isFalse(ESCALATION, member.name(), Map::of);
            } else {
                findings.isUnknown(ESCALATION, member.name(), UnknownReason.NO_SIGNAL, Map::of);
            }
        }
    }

    private Supplier<Map<String, Object>> evidence(Suspicion suspicion) {
        LogEvent last = suspicion.last;
        return () -> new Evidence()
                .with("kind", last.kind().word())
                .with("kinds", suspicion.kinds.stream().map(EventKind::word).toList())
                .with("line", last.line())
                .number("count", suspicion.count)
                .with("first_at", suspicion.first.at())
                .with("last_at", last.at())
                .number("servers", last.number("servers"))
                .with("committee_size", last.kind() == EventKind.ROUND_FINALIZED ? committeeSize : null)
                .get();
    }

    @Override
    public Instant nextDeadline(Instant now) {
        Instant next = Instant.MAX;
        for (Suspicion suspicion : suspicions.values()) {
            next = Instants.earlierAfter(now, next, suspicion.over);
        }
        return next;
    }
}
