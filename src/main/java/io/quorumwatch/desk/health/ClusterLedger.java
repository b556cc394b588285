package io.quorumwatch.desk.health;

import io.quorumwatch.bus.LastWord;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.TopicTable;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.MemberConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The last looks at the members of one cluster, and the last word about each of its conditions.
 *
 * <p>Its memory is bounded by the members and the conditions: members that are not written down, as discovery finds them, are
 * forgotten when nobody has looked at them for a while, and so are the verdicts about them. Not for use by several threads.
 */
public final class ClusterLedger {

    /** How long a member or a subject that is not spoken of any more is remembered. */
    static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final Instant declaredAt;
    private final Map<String, Looks> members = new HashMap<>();
    /** Members that the last change took out: a look at them that was under way must not bring them back. */
    private final Set<String> left = new HashSet<>();

    private final TopicTable<LastWord> words = new TopicTable<>();
    /** What they say, as the last view showed it; null when something else has been said since. */
    private @Nullable List<Verdict> shown;

    private ClusterConfig cluster;
    private Duration freshFor;
    private boolean looked;

    /**
     * @param declaredAt since when the cluster is watched
     */
    public ClusterLedger(ClusterConfig cluster, Instant declaredAt) {
        this.cluster = cluster;
        this.freshFor = cluster.readingsLast();
        this.declaredAt = declaredAt;
        configure(cluster);
    }

    /** Takes over a changed configuration; what is known of members that are still there stays known. */
    public void configure(ClusterConfig changed) {
        left.clear();
        for (MemberConfig member : cluster.members()) {
            boolean stays =
                    changed.members().stream().anyMatch(other -> other.name().equals(member.name()));
            if (!stays) {
                members.remove(member.name());
                left.add(member.name());
            }
        }
        cluster = changed;
        freshFor = changed.readingsLast();
        for (MemberConfig member : changed.members()) {
            Looks known = members.get(member.name());
            members.put(member.name(), new Looks(member.role(), known));
        }
    }

    /** Takes in a look at a member. */
    public void hear(MemberReading reading) {
        if (!left.contains(reading.member())) {
            members.computeIfAbsent(reading.member(), name -> new Looks(reading.role(), null))
                    .add(reading);
        }
    }

    /** Takes in what a judge says. */
    public void hear(Verdict verdict) {
        if (LastWord.hear(words, verdict)) {
            shown = null;
        }
    }

    /** The cluster as it was seen last. */
    public ClusterView view(Instant now) {
        forget(now.minus(REMEMBERED));
        List<Verdict> verdicts = shown;
        if (verdicts == null) {
            verdicts = words.all().stream().map(LastWord::verdict).collect(Collectors.toUnmodifiableList());
            shown = verdicts;
        }
        SortedMap<String, MemberView> views = new TreeMap<>();
        members.forEach((name, looks) -> views.put(name, looks.view(name, condition -> state(condition, name))));
        looked = looked
                || (!views.isEmpty()
                        && views.values().stream()
                                .allMatch(member -> member.last() != null || isKnownFromLogAlone(member.name())));
        return new ClusterView(
                cluster.name(),
                cluster.profile(),
                cluster.critical(),
                freshFor,
                declaredAt,
                now,
                looked,
                views,
                votes(views.values()),
                verdicts);
    }

    /** A member that nobody has found, or written down, may be missing in the majority all the same. */
    private int votes(Collection<MemberView> views) {
        int voters = (int) views.stream().filter(MemberView::votes).count();
        int learners = (int) views.stream().filter(MemberView::learns).count();
        return Math.max(voters, cluster.parameters().committeeSize(voters + learners) - learners);
    }

    private @Nullable VerdictState state(String condition, String member) {
        LastWord word = words.get(condition, member);
        return word == null ? null : word.verdict().state();
    }

    private void forget(Instant longAgo) {
        members.entrySet().removeIf(entry -> {
            MemberReading last = entry.getValue().last;
            return last != null && last.answeredAt().isBefore(longAgo) && !configured(entry.getKey());
        });
        int before = words.all().size();
        words.removeIf(word ->
                word.subject() != null && word.verdict().state() == VerdictState.OK && word.saidBefore(longAgo));
        if (words.all().size() < before) {
            shown = null;
        }
    }

    private boolean isKnownFromLogAlone(String member) {
        return cluster.members().stream()
                .anyMatch(config -> config.name().equals(member) && config.isKnownFromLogAlone());
    }

    private boolean configured(String member) {
        return cluster.members().stream().anyMatch(config -> config.name().equals(member));
    }

    /** The looks at one member that still matter. */
    private static final class Looks {

        private final String role;
        private @Nullable MemberReading last;
        private @Nullable MemberReading lastSeen;
        private @Nullable MemberReading seenBefore;

        Looks(String role, @Nullable Looks known) {
            this.role = role;
            if (known != null) {
                last = known.last;
                lastSeen = known.lastSeen;
                seenBefore = known.seenBefore;
            }
        }

        void add(MemberReading reading) {
            last = reading;
            if (reading.seen()) {
                seenBefore = lastSeen;
                lastSeen = reading;
            }
        }

        MemberView view(String name, Function<String, @Nullable VerdictState> conditions) {
            return new MemberView(name, role, MemberState.of(seenBefore, last, conditions), last, lastSeen);
        }
    }
}
