package io.quorumwatch.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.catalogue.Condition;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.config.Parameters;
import io.quorumwatch.judge.panel.JudgePanel;
import io.quorumwatch.profile.Profiles;
import io.quorumwatch.profile.logs.LogReader;
import io.quorumwatch.simulate.CommitteeEvent.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The lines of simulated members are those of real ones. */
class MemberLogTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Path RECORDINGS = Path.of("src/test/resources/recordings/mosaik");

    /** What the profile makes of each kind; a member that merely steps down has no word of its own. */
    private static final Map<Kind, EventKind> MEANINGS = Map.ofEntries(
            Map.entry(Kind.NODE_UP, EventKind.NODE_UP),
            Map.entry(Kind.GROUPS_JOINED, EventKind.NODE_UP),
            Map.entry(Kind.JOINING, EventKind.GROUP_JOINED),
            Map.entry(Kind.BOND_ESTABLISHED, EventKind.BOND_FORMED),
            Map.entry(Kind.BOND_TERMINATED, EventKind.BOND_ENDED),
            Map.entry(Kind.HEARTBEAT_FAILED, EventKind.BOND_SILENT),
            Map.entry(Kind.REFUSED_AS_UNAUTHORIZED, EventKind.REFUSED_BY_PEER),
            Map.entry(Kind.PEER_REJECTED, EventKind.PEER_REFUSED),
            Map.entry(Kind.TICKET_EXPIRED, EventKind.TICKET_EXPIRED),
            Map.entry(Kind.ELECTION_STARTED, EventKind.ELECTION_STARTED),
            Map.entry(Kind.ELECTION_WON, EventKind.ELECTION_WON),
            Map.entry(Kind.QUORUM_NOT_REACHED, EventKind.ELECTION_UNDECIDED),
            Map.entry(Kind.STEPPING_DOWN, EventKind.TERM_CHANGED),
            Map.entry(Kind.FOLLOWING, EventKind.FOLLOWING),
            Map.entry(Kind.RIVAL_LEADER, EventKind.RIVAL_LEADER),
            Map.entry(Kind.SYNC_STARTED, EventKind.CATCH_UP_STARTED),
            Map.entry(Kind.SYNC_COMPLETED, EventKind.CATCH_UP_FINISHED),
            Map.entry(Kind.ROUND_OPENED, EventKind.ROUND_OPENED),
            Map.entry(Kind.PARTIAL_SUBMITTED, EventKind.PARTIAL_SUBMITTED),
            Map.entry(Kind.ROUND_FINALIZED, EventKind.ROUND_FINALIZED));

    private final List<CommitteeEvent> events = new ArrayList<>();
    private final MemberLog log = new MemberLog(CommitteeOptions.defaults());

    private SimulatedCommittee committee(long seed) {
        return new SimulatedCommittee(CommitteeOptions.defaults().withSeed(seed), START, events::add);
    }

    /** Everything that can happen, over several seeds. */
    private void everything() {
        for (long seed = 1; seed <= 6; seed++) {
            SimulatedCommittee committee = committee(seed);
            committee.advance(Duration.ofSeconds(20));
            for (Fault fault : Fault.values()) {
                committee.inject(fault);
                committee.advance(Duration.ofSeconds(25));
                committee.heal();
                committee.advance(Duration.ofSeconds(45));
            }
            committee.inject(Fault.PARTITION, "server-1");
            committee.advance(Duration.ofSeconds(2));
            committee.inject(Fault.RESTART, "server-1", "server-2", "server-3");
            committee.advance(Duration.ofSeconds(30));
            committee.heal();
            committee.advance(Duration.ofSeconds(60));
        }
    }

    private static ClusterConfig cluster() {
        List<MemberConfig> members = Stream.of("server-1", "server-2", "server-3")
                .map(name -> new MemberConfig(name, "committee", null, MemberConfig.Access.PLAIN, null))
                .toList();
        return new ClusterConfig(
                "acme.mainnet",
                "zipnet",
                Duration.ofSeconds(1),
                Duration.ofMillis(900),
                true,
                Parameters.NONE,
                Map.of(),
                members,
                null);
    }

    private static LogReader reader() {
        return new LogReader(Profiles.load().profile("zipnet").logs(), cluster());
    }

    private @Nullable LogEvent read(LogReader reader, CommitteeEvent event) {
        return reader.read(event.member(), log.line(event), event.at());
    }

    @Test
    void theReaderUnderstandsEveryLine() {
        everything();
        Set<Kind> seen = EnumSet.noneOf(Kind.class);
        LogReader reader = reader();
        for (CommitteeEvent event : events) {
            // Each line with a reader that has not learned which group is the committee's.
            LogEvent read = read(event.kind() == Kind.GROUPS_JOINED ? reader() : reader, event);
            assertThat(read).as(log.line(event)).isNotNull();
            assertThat(read.kind()).as(read.line()).isEqualTo(MEANINGS.get(event.kind()));
            assertThat(read.at()).isEqualTo(event.at());
            seen.add(event.kind());
        }
        assertThat(seen).containsExactlyInAnyOrder(Kind.values());
        assertThat(reader.unstructured()).isZero();
    }

    @Test
    void theReaderLeavesOutTheGroupsOfCollections() {
        SimulatedCommittee committee = committee(1);
        committee.advance(Duration.ofSeconds(60));
        LogReader reader = reader();
        for (CommitteeEvent event : events) {
            boolean ours = event.group().isEmpty() || event.group().equals(committee.committeeGroup());
            assertThat(read(reader, event) != null).as(log.line(event)).isEqualTo(ours);
        }
    }

    @Test
    void everyLineHasTheShapeOfARealOne() throws IOException {
        everything();
        Set<String> real = new HashSet<>();
        try (Stream<Path> files = Files.walk(RECORDINGS)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".log")).toList()) {
                Files.readAllLines(file).forEach(line -> real.add(shape(line)));
            }
        }
        Set<String> written = new TreeSet<>();
        for (CommitteeEvent event : events) {
            written.add(shape(log.line(event)));
        }
        written.removeAll(real);
        // Never recorded: a candidate that gave way to a leader of its own term.
        written.removeIf(shape -> shape.contains("stepping down and following"));
        assertThat(written).isEmpty();
    }

    /** The line without what differs from one to the next: numbers, identities, and how long they are stays. */
    private static String shape(String line) {
        String numbers = Pattern.compile("\\b[0-9a-f]{10}\\b|\\b[0-9a-f]{64}\\b")
                .matcher(line)
                .replaceAll(match -> match.group().length() == 10 ? "SHORT" : "WHOLE");
        return numbers.replaceAll("[0-9]+", "0");
    }

    @Test
    void anExpiredTicketIsARefusedMember() {
        JudgePanel panel = new JudgePanel(WatchPlan.of(
                cluster(),
                Set.of("committee"),
                Profiles.load().profile("zipnet").thresholds()));
        SimulatedCommittee committee = committee(1);
        committee.advance(Duration.ofSeconds(30));
        committee.inject(Fault.EXPIRE_TICKET, "server-2");
        committee.advance(Duration.ofSeconds(90));
        LogReader reader = reader();
        List<Verdict> verdicts = new ArrayList<>();
        for (CommitteeEvent event : events) {
            LogEvent read = read(reader, event);
            if (read != null) {
                verdicts.addAll(panel.hear(read));
            }
        }
        verdicts.addAll(panel.judge(committee.time()));
        List<Verdict> fired = verdicts.stream()
                .filter(verdict -> verdict.firing()
                        && (verdict.condition().equals(Condition.ATTESTATION_REFUSED.key())
                                || verdict.condition().equals(Condition.ESCALATION.key())))
                .toList();
        assertThat(fired).extracting(Verdict::subject).containsOnly("server-2");
        Verdict last = fired.get(fired.size() - 1);
        assertThat(last.severity()).isEqualTo(Severity.PAGE);
        assertThat(last.evidence())
                .containsEntry("cause", "expired")
                .containsEntry("by", List.of("server-1", "server-3"));
    }

    @Test
    void aUniverseOfItsOwnIsNamedInItsLines() {
        CommitteeEvent event =
                new CommitteeEvent(START, "server-1", Kind.TICKET_EXPIRED, "5d0c91e7a2", Map.of("peer", "p"));
        CommitteeOptions defaults = CommitteeOptions.defaults();
        CommitteeOptions own = new CommitteeOptions(
                defaults.members(),
                defaults.seed(),
                defaults.instance(),
                "e03989181c",
                defaults.vocabulary(),
                defaults.roundPeriod(),
                defaults.roundDeadline(),
                defaults.clients(),
                defaults.rebond(),
                defaults.restartDowntime());
        assertThat(new MemberLog(own).line(event)).containsPattern("network=e03989181c[0-9a-f]{54} group=5d0c91e7a2$");
    }
}
