package io.quorumwatch.desk.health;

import io.quorumwatch.bus.Signal;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.config.Parameters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A configured cluster {@code acme}, polled each second: {@code server-1} and so on, and an aggregator. */
public final class Committee {

    private Committee() {}

    public static ClusterConfig of(int size) {
        List<MemberConfig> members = new ArrayList<>();
        for (int member = 1; member <= size; member++) {
            members.add(member("server-" + member, "committee"));
        }
        members.add(member("aggregator", "aggregator"));
        return named("acme", members);
    }

    /** The same with parameters. */
    static ClusterConfig withParameters(int size, Parameters parameters) {
        return named("acme", of(size).members(), parameters);
    }

    public static ClusterConfig named(String name, List<MemberConfig> members) {
        return named(name, members, Parameters.NONE);
    }

    private static ClusterConfig named(String name, List<MemberConfig> members, Parameters parameters) {
        return new ClusterConfig(
                name,
                "zipnet",
                Duration.ofSeconds(1),
                Duration.ofMillis(900),
                true,
                parameters,
                Map.of(),
                members,
                null);
    }

    public static MemberConfig member(String name, String role) {
        return new MemberConfig(name, role, null, MemberConfig.Access.PLAIN, null);
    }

    /** A look at a member that is well: {@code server-1} leads, and everybody is bonded to everybody. */
    public static Reading look(int size, int member, Instant at) {
        Reading reading = Reading.of("server-" + member)
                .at(at)
                .with(Signal.LEADS, member == 1 ? 1 : 0)
                .with(Signal.COMMIT_INDEX, 100);
        for (int peer = 1; peer <= size; peer++) {
            reading = peer == member ? reading : reading.linked("server-" + peer, true);
        }
        return reading;
    }

    /** A ledger that has just seen everybody being well. */
    static ClusterLedger wellSeen(int size, Instant at) {
        ClusterLedger ledger = new ClusterLedger(of(size), at);
        for (int member = 1; member <= size; member++) {
            ledger.hear(look(size, member, at).reading());
        }
        ledger.hear(Reading.of("aggregator").role("aggregator").at(at).reading());
        return ledger;
    }
}
