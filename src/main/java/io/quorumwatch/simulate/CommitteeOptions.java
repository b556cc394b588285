package io.quorumwatch.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What kind of committee is simulated. Start from {@link #defaults()} or {@link #demo()} and change what matters.
 *
 * @param members how many members, 1 to 9; they are called {@code server-1}, {@code server-2}, …
 * @param seed the same seed gives the same course of events
 * @param instance the zipnet instance, a label of the documented names
 * @param network the universe's short id, a label of every series
 * @param vocabulary which names the pages carry
 * @param roundPeriod zipnet's {@code ROUND_PERIOD}
 * @param roundDeadline zipnet's {@code ROUND_DEADLINE}: a round that lacks a share is given up after this time and a new one is opened
 * @param clients how many clients register and take part in every round
 * @param rebond how long a lost bond waits for the next attempt. There is no retry timer in mosaik: an attempt follows a change of the
 *     discovery catalogue, in a small universe 10 to 20 s and at worst 67.5 s later (facts, section 3.4)
 * @param restartDowntime how long a restarted member is away
 */
public record CommitteeOptions(
        int members,
        long seed,
        String instance,
        String network,
        Vocabulary vocabulary,
        Duration roundPeriod,
        Duration roundDeadline,
        int clients,
        Span rebond,
        Duration restartDowntime) {

    public static final int MOST_MEMBERS = 9;

    /** Which names the pages carry. */
    public enum Vocabulary {
        /** Only what mosaik itself exports. */
        PLAIN,
        /** Also the names of the operator page: the leader, the bonds by peer, the rounds. */
        DOCUMENTED
    }

    /** A time between two bounds, each included. */
    public record Span(Duration least, Duration most) {
        public Span {
            if (least.isNegative() || most.compareTo(least) < 0) {
                throw new IllegalArgumentException("a span from " + least + " to " + most + " is empty");
            }
        }
    }

    public CommitteeOptions {
        if (members < 1 || members > MOST_MEMBERS) {
            throw new IllegalArgumentException("members = " + members + " is not between 1 and " + MOST_MEMBERS
                    + ", the sizes that are simulated");
        }
        if (clients < 0 || clients > 1000) {
            throw new IllegalArgumentException("clients = " + clients + " is not between 0 and 1000");
        }
        if (roundPeriod.compareTo(Duration.ofMillis(250)) < 0 || roundDeadline.compareTo(roundPeriod) < 0) {
            throw new IllegalArgumentException(
                    "round-period must be at least 250ms and round-deadline not shorter, but they are " + roundPeriod
                            + " and " + roundDeadline);
        }
    }

    /** Three members in a small universe of their own, with zipnet's example timing. */
    public static CommitteeOptions defaults() {
        return new CommitteeOptions(
                3,
                1,
                "acme.mainnet",
                "b82b6f3b4a",
                Vocabulary.DOCUMENTED,
                Duration.ofSeconds(3),
                Duration.ofSeconds(15),
                2,
                new Span(Duration.ofSeconds(10), Duration.ofSeconds(20)),
                Duration.ofMillis(2700));
    }

    /** As {@link #defaults()}, but on a busy universe where lost bonds come back within seconds, so that nobody waits for a demonstration. */
    public static CommitteeOptions demo() {
        return defaults().withRebond(Duration.ofSeconds(2), Duration.ofSeconds(5));
    }

    /** The members' names, in order. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= members; i++) {
            names.add("server-" + i);
        }
        return List.copyOf(names);
    }

    public CommitteeOptions withMembers(int changed) {
        return new CommitteeOptions(
                changed,
                seed,
                instance,
                network,
                vocabulary,
                roundPeriod,
                roundDeadline,
                clients,
                rebond,
                restartDowntime);
    }

    public CommitteeOptions withSeed(long changed) {
        return new CommitteeOptions(
                members,
                changed,
                instance,
                network,
                vocabulary,
                roundPeriod,
                roundDeadline,
                clients,
                rebond,
                restartDowntime);
    }

    public CommitteeOptions withVocabulary(Vocabulary changed) {
        return new CommitteeOptions(
                members,
                seed,
                instance,
                network,
                changed,
                roundPeriod,
                roundDeadline,
                clients,
                rebond,
                restartDowntime);
    }

    public CommitteeOptions withRounds(Duration period, Duration deadline) {
        return new CommitteeOptions(
                members, seed, instance, network, vocabulary, period, deadline, clients, rebond, restartDowntime);
    }

    public CommitteeOptions withClients(int changed) {
        return new CommitteeOptions(
                members,
                seed,
                instance,
                network,
                vocabulary,
                roundPeriod,
                roundDeadline,
                changed,
                rebond,
                restartDowntime);
    }

    public CommitteeOptions withRebond(Duration least, Duration most) {
        return new CommitteeOptions(
                members,
                seed,
                instance,
                network,
                vocabulary,
                roundPeriod,
                roundDeadline,
                clients,
                new Span(least, most),
                restartDowntime);
    }
}
