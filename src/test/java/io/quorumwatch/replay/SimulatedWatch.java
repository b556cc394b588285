package io.quorumwatch.replay;

import io.quorumwatch.bus.BusMessage;
import io.quorumwatch.bus.Incident;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Topic;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.catalogue.Condition;
import io.quorumwatch.catalogue.Limit;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.ConfigLoader;
import io.quorumwatch.config.InvalidConfigException;
import io.quorumwatch.profile.ProfileVocabulary;
import io.quorumwatch.profile.Profiles;
import io.quorumwatch.profile.definition.Profile;
import io.quorumwatch.simulate.CommitteeEvent;
import io.quorumwatch.simulate.CommitteeOptions;
import io.quorumwatch.simulate.Fault;
import io.quorumwatch.simulate.MemberLog;
import io.quorumwatch.simulate.SimulatedCommittee;
import io.quorumwatch.simulate.VirtualLooks;
import io.quorumwatch.simulate.VirtualLooks.VirtualLook;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The judges and the incident desk on a simulated committee, its pages and its logs, in virtual time. */
final class SimulatedWatch {

    private static final Instant START = Instant.parse("2026-11-21T05:46:00Z");
    private static final Profiles PROFILES = Profiles.load();

    private final Deque<CommitteeEvent> said = new ArrayDeque<>();
    private final List<Incident> incidents = new ArrayList<>();
    private final Set<Topic> fired = new LinkedHashSet<>();
    private final Map<Topic, Verdict> verdicts = new HashMap<>();
    private final SimulatedCommittee committee;
    private final VirtualLooks looks;
    private final MemberLog log;
    private final ClusterConfig config;
    private ReplayedCluster cluster;
    private final boolean readsLogs;
    private final Names names;
    private Instant now = START;

    /** The metric families that the members' pages have. */
    enum Names {
        /** Those that operators' documents promise, and those of the real library. */
        ALL,
        /** Those that operators' documents promise. */
        DOCUMENTED,
        /** Those of the real library. */
        REAL;

        private FamilyFilter filter(Profile profile) {
            Set<String> documented = profile.documentedFamilies();
            return switch (this) {
                case ALL -> FamilyFilter.NONE;
                case DOCUMENTED -> new FamilyFilter(null, documented);
                case REAL -> new FamilyFilter(Pattern.compile("^(" + String.join("|", documented) + ")$"), null);
            };
        }
    }

    /** A committee that has been watched since its start. */
    SimulatedWatch(int members, long seed, boolean readsLogs) {
        this(members, seed, readsLogs, Names.ALL);
    }

    SimulatedWatch(int members, long seed, boolean readsLogs, Names names) {
        this.names = names;
        CommitteeOptions options = CommitteeOptions.demo().withMembers(members).withSeed(seed);
        this.readsLogs = readsLogs;
        committee = new SimulatedCommittee(options, START, said::add);
        looks = new VirtualLooks(committee);
        log = new MemberLog(options);
        config = config(options, readsLogs);
        cluster = begun();
        follow();
    }

    private ReplayedCluster begun() {
        Profile profile = PROFILES.profile(config.profile());
        return new ReplayedCluster(
                config,
                PROFILES.readerFor(config),
                PROFILES.logReaderFor(config),
                WatchPlan.of(config, profile.voters(), profile.thresholds()),
                names.filter(profile));
    }

    private void follow() {
        if (readsLogs) {
            committee.members().forEach(member -> keep(cluster.follow(member, now)));
        }
    }

    /** Another agent takes over, which knows nothing of what was before. */
    void agentRestarts() {
        cluster = begun();
        verdicts.clear();
        follow();
    }

    private static ClusterConfig config(CommitteeOptions options, boolean readsLogs) {
        StringBuilder yaml = new StringBuilder(
                "clusters:\n  - name: " + options.instance()
                        + "\n    profile: zipnet\n    parameters: {round-period: 3s, round-deadline: 15s, expected-clients: 2}\n    members:\n");
        for (String name : options.names()) {
            yaml.append("      - {name: ")
                    .append(name)
                    .append(", metrics: \"http://127.0.0.1/")
                    .append(name)
                    .append(readsLogs ? "\", logs: {file: " + name + ".log}}\n" : "\"}\n");
        }
        ProfileVocabulary words = new ProfileVocabulary(PROFILES, Condition.keys(), Limit.ranges());
        try {
            return ConfigLoader.parse(yaml.toString(), Path.of("test.yaml"), words)
                    .clusters()
                    .get(0);
        } catch (InvalidConfigException bug) {
            throw new AssertionError(bug);
        }
    }

    SimulatedCommittee committee() {
        return committee;
    }

    /** The member that leads now by its own knowledge. */
    String leader() {
        return committee.leader().orElseThrow();
    }

    /** All others. */
    List<String> followers() {
        List<String> followers = new ArrayList<>(committee.members());
        followers.remove(leader());
        return followers;
    }

    String follower() {
        return followers().get(0);
    }

    void inject(Fault fault, String... members) {
        committee.inject(fault, committee.targets(fault, List.of(members)).toArray(String[]::new));
    }

    /** Looks once a second for so long, and reads what the members write meanwhile. */
    void watchFor(Duration duration) {
        looks.lookFor(duration, this::look);
    }

    private void look(VirtualLook look) {
        Instant answeredAt = look.answeredAt();
        while (!said.isEmpty() && !said.peek().at().isAfter(answeredAt)) {
            CommitteeEvent event = said.remove();
            if (readsLogs) {
                passTime(event.at());
                LogEvent read = cluster.read(new RecordedLine(event.at(), event.member(), log.line(event)));
                if (read != null) {
                    keep(cluster.judge(read));
                }
            }
        }
        passTime(answeredAt);
        String body = look.answer().body();
        MemberReading reading = cluster.read(new RecordedLook(
                1, look.at(), answeredAt, look.member(), look.answer().failure(), null, body == null ? "" : body));
        if (reading != null) {
            keep(cluster.judge(reading));
        }
    }

    private void passTime(Instant until) {
        for (Instant next = cluster.nextChange(now); next.isBefore(until); next = cluster.nextChange(now)) {
            now = next;
            keep(cluster.judge(now));
        }
        now = until.isAfter(now) ? until : now;
    }

    private void keep(List<BusMessage> messages) {
        for (BusMessage message : messages) {
            if (message instanceof Incident incident) {
                incidents.add(incident);
            }
            if (message instanceof Verdict verdict) {
                hear(verdict);
            }
        }
    }

    private void hear(Verdict verdict) {
        verdicts.put(verdict.topic(), verdict);
        if (verdict.firing()) {
            fired.add(verdict.topic());
        }
    }

    /** What was last said of a condition; {@code unknown} before anything was. */
    VerdictState state(Topic topic) {
        Verdict said = verdicts.get(topic);
        return said == null ? VerdictState.UNKNOWN : said.state();
    }

    /** The keys of the conditions that have been firing at any time so far. */
    Set<String> fired() {
        return keys(fired);
    }

    /** The keys of the conditions that are firing now. */
    Set<String> firing() {
        return keys(fired.stream()
                .filter(topic -> state(topic) == VerdictState.FIRING)
                .toList());
    }

    private static Set<String> keys(Collection<Topic> topics) {
        return topics.stream().map(Topic::condition).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The members and links about which a condition has been firing at any time so far. */
    Set<String> firedAbout(String condition) {
        return fired.stream()
                .filter(topic -> topic.condition().equals(condition) && topic.subject() != null)
                .map(Topic::subject)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Everything that was said of incidents so far. */
    List<Incident> incidents() {
        return incidents;
    }

    /** The ids of all incidents, each with the last that was said of it. */
    Map<String, Incident> latest() {
        Map<String, Incident> latest = new LinkedHashMap<>();
        incidents.forEach(incident -> latest.put(incident.id(), incident));
        return latest;
    }
}
