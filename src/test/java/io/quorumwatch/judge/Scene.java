package io.quorumwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.AgentDoubt;
import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Signals;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.catalogue.Condition;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.config.Parameters;
import io.quorumwatch.config.ThresholdOverride;
import io.quorumwatch.judge.panel.JudgePanel;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A committee on a stage: members do what the test says, a look at each of them every second, or as often as the test says, tells the
 * judges, and the test asks what they say. Virtual time; healthy from the start: {@code server-1} leads, everybody is bonded, a round every three seconds.
 */
public final class Scene {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<String, Actor> actors = new LinkedHashMap<>();
    private final Map<String, Verdict> standing = new HashMap<>();
    private final List<Verdict> said = new ArrayList<>();
    private final Duration pollEvery;
    private final WatchPlan plan;
    private JudgePanel panel;
    private Instant now = BEGIN;

    /** What one member does. */
    public static final class Actor {
        private final String name;
        private @Nullable ScrapeFailure failure;
        private boolean restarted;
        private boolean grouped = true;
        private boolean still;
        private double leads;
        private double hears = 1;
        private double bonds;
        private double commit = 100;
        private double rounds = 50;
        private double elections = Double.NaN;
        private double activity = 1000;
        private double commitsPerSecond = 1;
        private double roundsPerSecond = 1.0 / 3;
        private final Map<Signal, Double> others = new HashMap<>();
        private final Map<String, Boolean> links = new HashMap<>();
        private @Nullable String identity;

        private Actor(String name, int peers) {
            this.name = name;
            this.bonds = peers;
        }

        /** Leads its side. */
        public void leads() {
            leads = 1;
            hears = 1;
        }

        /** Follows somebody. */
        public void follows() {
            leads = 0;
            hears = 1;
        }

        /** Hears no leader and is none. */
        public void isLeaderless() {
            leads = 0;
            hears = 0;
        }

        /** Is no leader, and does not tell whether it hears one. */
        public void doesNotLead() {
            leads = 0;
            hears = Double.NaN;
        }

        /** It cannot be told whether it leads. */
        public void isUnreadable() {
            leads = Double.NaN;
            hears = Double.NaN;
        }

        /** Its looks fail in this way. */
        public void fails(ScrapeFailure how) {
            failure = how;
        }

        /** Its looks succeed again. */
        public void answers() {
            failure = null;
        }

        /** Its next page is of a new process. */
        public void restarts() {
            failure = null;
            restarted = true;
            leads = 0;
        }

        /** Its page is empty. */
        public void boots() {
            grouped = false;
        }

        /** Its group is on its page. */
        public void joins() {
            grouped = true;
        }

        /** None of its counters move. */
        public void freezes() {
            still = true;
        }

        public void has(int newBonds) {
            bonds = newBonds;
        }

        /** Says of its link to the peer that it is up or down. */
        public void sees(String peer, boolean up) {
            links.put(peer, up);
        }

        /** Its page says that it is this member of the watched system. */
        public void isKnownAs(String newIdentity) {
            identity = newIdentity;
        }

        /** Its commit index moves so fast. */
        public void commits(double perSecond) {
            commitsPerSecond = perSecond;
        }

        /** Its commit index jumps there; {@code NaN} takes it off the page. */
        public void commitIndex(double index) {
            commit = index;
        }

        /** It finalizes so many rounds in a second; {@code NaN} takes the counter off the page. */
        public void finalizes(double perSecond) {
            roundsPerSecond = perSecond;
            if (Double.isNaN(perSecond)) {
                rounds = Double.NaN;
            }
        }

        /** It has started so many elections. */
        public void hasStarted(double newElections) {
            elections = newElections;
        }

        public void says(Signal signal, double value) {
            others.put(signal, value);
        }

        private MemberReading look(Instant asked, Duration since) {
            Instant answered = asked.plusMillis(2);
            if (failure != null) {
                return MemberReading.failed("acme", name, "committee", asked, answered, failure, false);
            }
            if (!still) {
                activity += 7 * since.toSeconds();
                commit += commitsPerSecond * since.toSeconds();
                rounds += roundsPerSecond * since.toSeconds();
            }
            boolean again = restarted;
            restarted = false;
            return new MemberReading(
                    "acme",
                    name,
                    "committee",
                    asked,
                    answered,
                    null,
                    false,
                    again,
                    signals(),
                    links,
                    identity,
                    null,
                    null);
        }

        private Signals signals() {
            Signals.Builder signals = new Signals.Builder();
            signals.set(Signal.IN_GROUP, grouped ? 1 : 0);
            if (grouped) {
                signals.set(Signal.LEADS, leads);
                signals.set(Signal.HEARS_LEADER, hears);
                signals.set(Signal.BONDS, bonds);
                signals.set(Signal.COMMIT_INDEX, Math.floor(commit));
                signals.set(Signal.ROUNDS_FINALIZED, Math.floor(rounds + 1e-9));
                signals.set(Signal.ELECTIONS, elections);
                signals.set(Signal.GROUP_ACTIVITY, activity);
                others.forEach(signals::set);
            }
            return signals.build();
        }
    }

    private Scene(int members, boolean rounds, Map<String, ThresholdOverride> thresholds) {
        this(members, rounds, Duration.ofSeconds(1), thresholds, Map.of());
    }

    private Scene(
            int members,
            boolean rounds,
            Duration pollEvery,
            Map<String, ThresholdOverride> thresholds,
            Map<String, Object> furtherParameters) {
        this.pollEvery = pollEvery;
        List<MemberConfig> configs = new ArrayList<>();
        for (int i = 1; i <= members; i++) {
            String name = "server-" + i;
            URI page = URI.create("http://" + name + ":9100/metrics");
            configs.add(new MemberConfig(name, "committee", page, MemberConfig.Access.PLAIN, null));
            actors.put(name, new Actor(name, members - 1));
        }
        actor(1).leads();
        Map<String, Object> parameters = new HashMap<>(furtherParameters);
        if (rounds) {
            parameters.put("round-period", Duration.ofSeconds(3));
            parameters.put("round-deadline", Duration.ofSeconds(15));
            parameters.put("fold-deadline", Duration.ofSeconds(2));
        }
        ClusterConfig cluster = new ClusterConfig(
                "acme",
                "zipnet",
                pollEvery,
                Duration.ofMillis(900),
                true,
                new Parameters(parameters),
                thresholds,
                configs,
                null);
        plan = WatchPlan.of(cluster, Set.of("committee"), Map.of());
        panel = new JudgePanel(plan);
    }

    /** A healthy committee of so many members that finalizes rounds, of which the operator has said more. */
    public static Scene committee(int members, Map<String, Object> parameters) {
        return new Scene(members, true, Duration.ofSeconds(1), Map.of(), parameters);
    }

    /** A healthy committee of so many members that finalizes rounds, and is looked at so often. */
    public static Scene committee(int members, Duration pollEvery) {
        return new Scene(members, true, pollEvery, Map.of(), Map.of());
    }

    /** The member's log says something now. */
    public void logs(int actor, EventKind kind, Map<String, String> fields) {
        logs(actor, now, kind, fields);
    }

    /** The member's log is read now, and says something that happened then. */
    public void logs(int actor, Instant at, EventKind kind, Map<String, String> fields) {
        String name = actor(actor).name;
        hear(panel.hear(new LogEvent("acme", name, "committee", at, now, kind, fields, kind.word() + " " + fields)));
    }

    /** The agent is started anew: it has forgotten everything. */
    public void agentRestarts() {
        panel = new JudgePanel(plan);
        standing.clear();
    }

    /** The judges say again what stands, with the present figures. */
    public void heartbeat() {
        hear(panel.standing(now));
    }

    public Instant now() {
        return now;
    }

    /** A healthy committee of so many members that finalizes rounds. */
    public static Scene committee(int members) {
        return new Scene(members, true, Map.of());
    }

    /** A healthy cluster of so many members without rounds. */
    public static Scene cluster(int members) {
        return new Scene(members, false, Map.of());
    }

    /** The member of this number, from 1. */
    public Actor actor(int number) {
        Actor actor = actors.get("server-" + number);
        assertThat(actor).isNotNull();
        return actor;
    }

    /** All members do the same. */
    public void all(Consumer<Actor> what) {
        actors.values().forEach(what);
    }

    /** Lets so many seconds pass, with a look at everybody whenever one is due and every deadline met to the instant. */
    public void run(int seconds) {
        run(Duration.ofSeconds(seconds));
    }

    /** Lets so much time pass in the same way. */
    public void run(Duration time) {
        for (Instant end = now.plus(time); now.isBefore(end); ) {
            Instant tick = now.plus(pollEvery);
            for (Actor actor : actors.values()) {
                MemberReading reading = actor.look(tick, pollEvery);
                passTime(reading.answeredAt());
                hear(panel.read(reading));
            }
            now = tick;
        }
    }

    /** Lets time pass without any look, as when the agent's scraper has stopped. */
    public void runBlind(int seconds) {
        passTime(now.plusSeconds(seconds));
        now = now.plusSeconds(seconds);
        hear(panel.judge(now));
    }

    /** The agent notices that it was paused. */
    public void agentWasPaused() {
        panel.doubt(new AgentDoubt(now, now.plusSeconds(3), now.plusSeconds(30), "paused", 10_000));
    }

    private void passTime(Instant until) {
        Instant at = now;
        for (Instant next = panel.nextChange(at); next.isBefore(until); next = panel.nextChange(at)) {
            at = next;
            hear(panel.judge(at));
        }
    }

    private void hear(List<Verdict> verdicts) {
        for (Verdict verdict : verdicts) {
            said.add(verdict);
            standing.put(verdict.condition() + "/" + verdict.subject(), verdict);
        }
    }

    /** The seconds since the scene began. */
    public long second() {
        return Duration.between(BEGIN, now).toSeconds();
    }

    /** What stands of the condition for the cluster as a whole. */
    public Verdict verdict(Condition condition) {
        return verdict(condition, null);
    }

    /** What stands of the condition for the member. */
    public Verdict verdict(Condition condition, @Nullable String subject) {
        Verdict verdict = standing.get(condition.key() + "/" + subject);
        assertThat(verdict)
                .as("a verdict on %s of %s", condition.key(), subject)
                .isNotNull();
        return verdict;
    }

    public void expectFiring(Condition condition, @Nullable String subject, Severity severity) {
        Verdict verdict = verdict(condition, subject);
        assertThat(verdict.state()).as("%s", verdict).isEqualTo(VerdictState.FIRING);
        assertThat(verdict.severity()).as("%s", verdict).isEqualTo(severity);
    }

    public void expectFiring(Condition condition, Severity severity) {
        expectFiring(condition, null, severity);
    }

    public void expect(Condition condition, @Nullable String subject, VerdictState state) {
        Verdict verdict = verdict(condition, subject);
        assertThat(verdict.state()).as("%s", verdict).isEqualTo(state);
    }

    public void expect(Condition condition, VerdictState state) {
        expect(condition, null, state);
    }

    /** The condition is unknown, and for this reason. */
    public void expectUnknown(Condition condition, @Nullable String subject, String reason) {
        Verdict verdict = verdict(condition, subject);
        assertThat(verdict.state()).as("%s", verdict).isEqualTo(VerdictState.UNKNOWN);
        assertThat(verdict.reason()).as("%s", verdict).isEqualTo(reason);
    }

    /** The conditions that fire, with their subjects. */
    public List<String> firing() {
        return standing.values().stream()
                .filter(Verdict::firing)
                .map(verdict -> verdict.subject() == null
                        ? verdict.condition()
                        : verdict.condition() + " of " + verdict.subject())
                .sorted()
                .toList();
    }

    /** Everything that was ever said of the condition. */
    public List<Verdict> said(Condition condition) {
        return said.stream()
                .filter(verdict -> verdict.condition().equals(condition.key()))
                .toList();
    }

    /** Everything that has ever fired. */
    public List<Verdict> everFired() {
        return said.stream().filter(Verdict::firing).toList();
    }
}
