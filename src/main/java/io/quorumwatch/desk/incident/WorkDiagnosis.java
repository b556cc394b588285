package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** What a healthy committee lacks to do its work: clients, a fast disk, a fast network. */
final class WorkDiagnosis implements Diagnosis {

    /** Clients are registered within one gossip cycle of 15 s after the committee began; with twice that they have had their time. */
    private static final Duration REGISTERED_AGAIN = Duration.ofSeconds(30);

    @Override
    public List<Hypothesis> consider(CaseFile file, Instant now) {
        List<Hypothesis> hypotheses = new ArrayList<>();
        hypotheses.add(clientsAbsent(file, now));
        for (MemberCase member : file.committee()) {
            hypotheses.add(slow(file, member, Cause.DISK_SLOW, List.of("fsync-slow", "backend-commit-slow")));
            hypotheses.add(slow(file, member, Cause.NETWORK_SLOW, List.of("peer-round-trip-slow")));
        }
        return hypotheses;
    }

    /**
     * Rounds without anybody, or a registry that holds fewer than a round needs. That fewer have come than were launched is no proof: a round
     * may do without them.
     */
    private static Hypothesis clientsAbsent(CaseFile file, Instant now) {
        double registered = registered(file);
        int needed = Math.max(1, file.plan().minParticipants());
        boolean empty = file.stands("participants-zero");
        boolean missing = file.stands("clients-missing");
        boolean known = !Double.isNaN(registered) && !registersAnew(file, now);
        Supplier<String> count = () -> "the client registry holds " + (long) registered + ", a round needs " + needed;
        Fact nobody = Fact.of(
                empty || known && registered < needed ? Truth.TRUE : known && !missing ? Truth.FALSE : Truth.UNKNOWN,
                () -> empty ? "rounds open and close with nobody in them" : count.get(),
                count,
                () -> known
                        ? "whether the clients are needed that have not registered: " + count.get()
                        : "how many clients are registered");
        int answering =
                (int) file.committee().stream().filter(MemberCase::answers).count();
        Fact committee = Fact.of(
                answering == file.committee().size()
                        && file.leaders().size() == 1
                        && !file.stands("partition")
                        && !file.stands("bond-missing"),
                () -> "the whole committee answers with all its bonds, and one member leads",
                () -> "the committee itself is not whole");
        return new Hypothesis(
                Cause.CLIENTS_ABSENT,
                null,
                List.of(nobody, committee),
                List.of(Fact.of(
                        missing,
                        () -> "fewer clients are registered than expected",
                        () -> "no shortage of clients is known")),
                List.of(),
                () -> "start clients, or check that they reach the aggregator; " + look(file));
    }

    /** Whether some member began so shortly ago that the clients may not have come to it again. */
    private static boolean registersAnew(CaseFile file, Instant now) {
        for (MemberCase member : file.committee()) {
            Instant begun = member.begunAt();
            if (begun != null && now.isBefore(begun.plus(REGISTERED_AGAIN))) {
                return true;
            }
        }
        return false;
    }

    /** The aggregator logs each client that it registers; the committee's pages count them. */
    private static String look(CaseFile file) {
        for (MemberCase member : file.members()) {
            if (member.role().equals("aggregator") && member.member().logs() != null) {
                return Steps.readLog(member.member(), "registering client");
            }
        }
        return file.committee().isEmpty()
                ? "look for 'registering client' in the aggregator's log"
                : Steps.page(file.committee().get(0).member(), "zipnet_client_registry_size");
    }

    private static double registered(CaseFile file) {
        double most = Double.NaN;
        for (MemberCase member : file.committee()) {
            double size = member.signal(Signal.CLIENTS_REGISTERED);
            most = Double.isNaN(most) ? size : Double.isNaN(size) ? most : Math.max(most, size);
        }
        return most;
    }

    private static Hypothesis slow(CaseFile file, MemberCase member, Cause cause, List<String> conditions) {
        Verdict said = conditions.stream()
                .filter(condition -> file.stands(condition, member.name()))
                .map(condition -> file.verdicts().of(condition, member.name()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        Fact slow = Fact.of(
                said != null,
                () -> said == null
                        ? ""
                        : member.name() + ": " + said.condition() + " since " + Steps.time(said.since()) + ", "
                                + Steps.words(said.evidence()),
                () -> member.name() + " is not beyond its limits");
        return new Hypothesis(
                cause,
                member.name(),
                List.of(slow),
                List.of(),
                List.of(),
                () -> cause == Cause.DISK_SLOW
                        ? "on " + Steps.host(member.member())
                                + ": iostat -x 1 5; look for another writer on the same disk"
                        : "between " + member.name() + " and its peers: mtr, ss -ti; look for loss and full queues",
                new Hypothesis.Reach(null, null, null, said == null || !said.firing()));
    }
}
