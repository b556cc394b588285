package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Signals;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.catalogue.Condition;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.config.ThresholdOverride;
import io.quorumwatch.desk.health.CanIgnoreReturnValue;
import io.quorumwatch.testing.TestClusters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A committee {@code m1}, {@code m2}, … with an aggregator, told in seconds. It begins well: everybody answers, {@code m1} leads, all are
 * bonded, no log is read. What is said of a member holds for each look, one a second, until something else is said.
 */
@CanIgnoreReturnValue
final class Case {

    static final Instant START = Instant.parse("2026-05-01T12:00:00Z");
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    final IncidentLedger ledger;
    private final WatchPlan plan;
    private final CaseFile file;
    private final Map<String, State> members = new LinkedHashMap<>();
    private final Map<String, Verdict> said = new TreeMap<>();
    private Instant now = START;

    /** How a member behaves at present. */
    private static final class State {
        private final String role;
        private @Nullable ScrapeFailure failure;
        private final Map<Signal, Double> signals = new HashMap<>();
        private final Map<String, Boolean> links = new HashMap<>();
        private boolean restarts;
        private boolean looked = true;
        private @Nullable String group = "5d0c91e7a2";

        State(String role) {
            this.role = role;
        }
    }

    private Case(int size, Map<String, Object> parameters, boolean backwards) {
        this(size, parameters, backwards, Map.of());
    }

    private Case(
            int size, Map<String, Object> parameters, boolean backwards, Map<String, ThresholdOverride> thresholds) {
        List<MemberConfig> configs = new ArrayList<>();
        for (int member = 1; member <= size; member++) {
            String name = "m" + member;
            configs.add(TestClusters.member(name, "committee"));
            State state = new State("committee");
            state.signals.put(Signal.LEADS, member == 1 ? 1.0 : 0.0);
            state.signals.put(Signal.BONDS, size - 1.0);
            state.signals.put(Signal.IN_GROUP, 1.0);
            members.put(name, state);
        }
        configs.add(TestClusters.member("aggregator", "aggregator"));
        members.put("aggregator", new State("aggregator"));
        if (backwards) {
            Collections.reverse(configs);
        }
        plan = WatchPlan.of(
                TestClusters.of("acme", "zipnet", parameters, Duration.ofSeconds(1), configs),
                Set.of("committee"),
                thresholds);
        file = new CaseFile(plan);
        ledger = new IncidentLedger(plan);
        calms("partition", null);
    }

    /** A committee of so many that has been well for half a minute. */
    static Case of(int size) {
        return beginning(size).passes(30);
    }

    /** A committee of which nothing has been seen yet. */
    static Case beginning(int size) {
        return new Case(size, Map.of(), false);
    }

    /** A committee whose members stand in the configuration in the other order. */
    static Case backwards(int size) {
        return new Case(size, Map.of(), true);
    }

    static Case with(int size, Map<String, Object> parameters) {
        return new Case(size, parameters, false);
    }

    /** A committee of a system that does not know these conditions. */
    static Case without(int size, String... conditions) {
        Map<String, ThresholdOverride> off = new HashMap<>();
        for (String condition : conditions) {
            off.put(condition, new ThresholdOverride(false, null, null, null, null));
        }
        return new Case(size, Map.of(), false, off);
    }

    /** Time goes on: each second a look at everybody, every five seconds the judges repeat what stands. */
    Case passes(int seconds) {
        for (int second = 0; second < seconds; second++) {
            now = now.plusSeconds(1);
            for (MemberConfig member : plan.members()) {
                look(member.name());
            }
            repeat();
        }
        return this;
    }

    /** So many seconds without a look and without a word. */
    Case isPausedFor(int seconds) {
        now = now.plusSeconds(seconds);
        return this;
    }

    private void look(String name) {
        State state = Objects.requireNonNull(members.get(name));
        if (!state.looked) {
            return;
        }
        ScrapeFailure failure = state.failure;
        MemberReading reading = failure == null
                ? page(name, state)
                : MemberReading.failed("acme", name, state.role, now, now, failure, false);
        state.restarts = false;
        var unused = file.read(reading);
        ledger.hear(reading);
    }

    private MemberReading page(String name, State state) {
        Signals.Builder signals = new Signals.Builder();
        state.signals.forEach(signals::set);
        return new MemberReading(
                "acme",
                name,
                state.role,
                now,
                now,
                null,
                false,
                state.restarts,
                signals.build(),
                state.links,
                "id-" + name,
                state.group,
                "b82b6f3b4a");
    }

    private void repeat() {
        if (Duration.between(START, now).toSeconds() % HEARTBEAT.toSeconds() == 0) {
            List.copyOf(said.values()).forEach(verdict -> say(verdict, verdict.state()));
        }
    }

    private Case each(String[] names, Consumer<State> change) {
        for (String name : names) {
            change.accept(Objects.requireNonNull(members.get(name), name));
        }
        return this;
    }

    /** Nobody listens on their ports. */
    Case refuses(String... names) {
        return each(names, state -> state.failure = ScrapeFailure.REFUSED);
    }

    /** They do not answer in time. */
    Case isSilent(String... names) {
        return each(names, state -> state.failure = ScrapeFailure.TIMEOUT);
    }

    /** They answer the look, and not with a page. */
    Case fails(ScrapeFailure failure, String... names) {
        return each(names, state -> state.failure = failure);
    }

    Case answers(String... names) {
        return each(names, state -> state.failure = null);
    }

    Case isNotLookedAt(String... names) {
        return each(names, state -> state.looked = false);
    }

    Case bonds(int bonds, String... names) {
        return each(names, state -> state.signals.put(Signal.BONDS, (double) bonds));
    }

    /** The page names its peers, and says of this one whether the bond is up. */
    Case link(String name, String peer, boolean up) {
        return each(new String[] {name}, state -> state.links.put(peer, up));
    }

    /** Exactly these lead. */
    Case leads(String... names) {
        members.values().forEach(state -> state.signals.computeIfPresent(Signal.LEADS, (signal, leads) -> 0.0));
        return each(names, state -> state.signals.put(Signal.LEADS, 1.0));
    }

    /** They answer, without their group. */
    Case isOutside(String... names) {
        return each(names, state -> {
            state.failure = null;
            state.group = null;
            state.signals.clear();
            state.signals.put(Signal.IN_GROUP, 0.0);
        });
    }

    /** They join as followers with so many bonds. */
    Case joins(int bonds, String... names) {
        return each(names, state -> {
            state.failure = null;
            state.group = "5d0c91e7a2";
            state.signals.put(Signal.IN_GROUP, 1.0);
            state.signals.put(Signal.LEADS, 0.0);
            state.signals.put(Signal.BONDS, (double) bonds);
        });
    }

    /** Their counters begin anew with the next look. */
    Case restarts(String... names) {
        return each(names, state -> {
            state.failure = null;
            state.restarts = true;
        });
    }

    Case signal(Signal signal, double value, String... names) {
        return each(names, state -> state.signals.put(signal, value));
    }

    /** The pages say nothing of it. */
    Case hides(Signal signal, String... names) {
        return each(names, state -> state.signals.remove(signal));
    }

    Case group(String group, String... names) {
        return each(names, state -> state.group = group);
    }

    /** From now on their logs are read. */
    Case logsAreRead() {
        plan.members().forEach(member -> logs(member.name(), EventKind.LOG_FOLLOWED));
        return this;
    }

    Case logs(String name, EventKind kind) {
        return logs(name, kind, Map.of());
    }

    /** A line that names a peer, as logs do: by its identity. */
    Case logs(String name, EventKind kind, String peer) {
        return logs(name, kind, Map.of("peer", "id-" + peer));
    }

    Case logs(String name, EventKind kind, Map<String, String> fields) {
        State state = Objects.requireNonNull(members.get(name), name);
        LogEvent event = new LogEvent("acme", name, state.role, now, now, kind, fields, "a line");
        file.hear(event);
        ledger.hear(event);
        return this;
    }

    /** These conditions of the cluster fire, and page. */
    Case fires(String... conditions) {
        for (String condition : conditions) {
            fires(condition, null, Severity.PAGE, Map.of());
        }
        return this;
    }

    Case firesFor(String subject, String condition) {
        return fires(condition, subject, Severity.WARNING, Map.of());
    }

    Case fires(String condition, @Nullable String subject, Severity severity, Map<String, Object> evidence) {
        return state(condition, subject, VerdictState.FIRING, severity, condition, evidence);
    }

    /** The bonds form these fragments. */
    Case parts(String fragments) {
        return fires("partition", null, Severity.PAGE, Map.of("fragments", fragments, "missing_edges", List.of()));
    }

    /** A committee of three: m3 is alone for so many seconds, and each side has a leader. */
    Case splitsOffTheThirdFor(int seconds) {
        return bonds(1, "m1", "m2")
                .bonds(0, "m3")
                .leads("m1", "m3")
                .passes(seconds)
                .parts("[2, 1]");
    }

    /** These edges are missing. */
    Case lacks(String... edges) {
        return fires("partition", null, Severity.PAGE, Map.of("missing_edges", List.of(edges)));
    }

    /** The condition is true, but not for long enough to fire. */
    Case begins(String condition) {
        return state(condition, null, VerdictState.PENDING, Severity.WARNING, condition, Map.of());
    }

    Case beginsFor(String subject, String condition) {
        return state(condition, subject, VerdictState.PENDING, Severity.WARNING, condition, Map.of());
    }

    Case calms(String condition, @Nullable String subject) {
        return state(condition, subject, VerdictState.OK, Severity.WARNING, "ok", Map.of());
    }

    Case cannotJudge(String condition, UnknownReason why) {
        return cannotJudge(condition, null, Severity.WARNING, why);
    }

    Case cannotJudge(String condition, @Nullable String subject, Severity severity, UnknownReason why) {
        return state(condition, subject, VerdictState.UNKNOWN, severity, why.word(), Map.of());
    }

    /** The judges do not name this subject any more. */
    Case forgets(String condition, @Nullable String subject) {
        said.remove(condition + " " + subject);
        return this;
    }

    private Case state(
            String condition,
            @Nullable String subject,
            VerdictState state,
            Severity severity,
            String reason,
            Map<String, Object> evidence) {
        Verdict before = said.get(condition + " " + subject);
        Instant since = before != null && before.state() == state ? before.since() : now;
        Verdict verdict = new Verdict(
                "acme",
                concern(condition),
                condition,
                subject,
                state,
                before == null ? VerdictState.UNKNOWN : before.state(),
                severity,
                now,
                since,
                reason,
                evidence);
        return say(verdict, verdict.previous());
    }

    private static Concern concern(String condition) {
        Condition known = Condition.ofKey(condition);
        return known == null ? Concern.UNIVERSE : known.concern();
    }

    private Case say(Verdict verdict, VerdictState previous) {
        Verdict repeated = new Verdict(
                "acme",
                verdict.concern(),
                verdict.condition(),
                verdict.subject(),
                verdict.state(),
                previous,
                verdict.severity(),
                now,
                verdict.since(),
                verdict.reason(),
                verdict.evidence());
        said.put(verdict.condition() + " " + verdict.subject(), repeated);
        var unused = file.hear(repeated);
        ledger.hear(repeated);
        return this;
    }

    Instant now() {
        return now;
    }

    CaseFile file() {
        return file;
    }

    WatchPlan plan() {
        return plan;
    }

    /** What the runbook says now. */
    Ranking ranking() {
        return new Ranking(Runbook.causes(file, file.verdicts().firing(now), now));
    }
}
