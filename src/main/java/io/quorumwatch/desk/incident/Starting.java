package io.quorumwatch.desk.incident;

import static io.quorumwatch.desk.incident.Steps.time;

import io.quorumwatch.time.Instants;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a member that takes connections and says nothing may still be on its way up. A process may listen before it can answer, and
 * etcd answers nobody before it has joined a majority: without one it waits for ever, and to begin it anew helps nobody. Pure.
 */
final class Starting {

    /** Whoever has not answered for so long, with a majority up, hardly just begins; where much is to be read from disk it still may. */
    private static final Duration TAKES = Duration.ofSeconds(60);

    private Starting() {}

    /** Whether it concerns the member at all: it is silent, and nothing shows that the process that listens now has ever been up. */
    static boolean concerns(MemberCase member) {
        return member.silent() && !member.seenUp();
    }

    /** Whether such a member has had its time to start; never known to be so, but known not to be while it has not. */
    static Fact isOver(CaseFile file, MemberCase member, Instant now) {
        Instant refused = member.port().refusedAt();
        Instant takes = member.port().takesSince();
        Instant majorityUp = member.inCommittee() ? majorityUpSince(file) : takes;
        boolean had = takes != null
                && majorityUp != null
                && (Duration.between(Instants.later(majorityUp, takes), now).compareTo(TAKES) >= 0
                        || refused == null && othersMayHaveRunBefore(file));
        String yet = member.name() + " has not answered since "
                + (refused == null ? "the watch began" : "its port last refused at " + time(refused));
        return new Fact(
                had ? Truth.UNKNOWN : Truth.FALSE,
                () -> had
                        ? "whether " + member.name() + " still starts: " + yet
                        : yet + ", so it may still start"
                                + (majorityUp == null ? ", or wait for a majority: too few are up" : ""));
    }

    /**
     * Whether a majority answers that was not seen to begin: it may have run for long, and whoever is silent in it since the watch began with
     * it. Whether much has been committed does not tell; an idle committee has done little at any age.
     */
    private static boolean othersMayHaveRunBefore(CaseFile file) {
        long answering = file.committee().stream().filter(MemberCase::answers).count();
        return answering >= file.plan().terms().majority() && !file.beginning().seen(file);
    }

    /** Since when a majority takes connections, whether it answers or not; null when none does. */
    private static @Nullable Instant majorityUpSince(CaseFile file) {
        List<Instant> up = file.committee().stream()
                .map(member -> member.port().takesSince())
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        int majority = file.plan().terms().majority();
        return up.size() < majority ? null : up.get(majority - 1);
    }
}
