package io.quorumwatch.catalogue;

import io.quorumwatch.bus.Concern;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.config.Parameters;
import io.quorumwatch.config.ThresholdOverride;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one cluster is judged: its members, its terms, and the catalogue's numbers after the profile's and the operator's
 * overrides. Immutable.
 */
public final class WatchPlan {

    /** The name under which the agent judges itself; no cluster may have it. */
    public static final String AGENT = "agent";

    /** A page older than this many poll periods no longer says how things are ... */
    private static final int STALE_PERIODS = 3;

    /** ... but a fast poll does not make a member stale sooner than this. */
    private static final Duration LEAST_STALE = Duration.ofSeconds(3);

    private static final String EXPECTED_CLIENTS = "expected-clients";

    /** The universe of clusters that do not say another: the library's own (facts/mosaik.md 1). */
    private static final String USUAL_UNIVERSE = "b82b6f3b4a";

    private final String watched;
    private final ClusterTerms terms;
    private final List<MemberConfig> members;
    private final Set<String> committee;
    private final boolean critical;
    private final int minParticipants;
    private final double expectedClients;
    private final double broadcastBytes;
    private final ClusterConfig cluster;
    private final Thresholds thresholds;
    private final Set<Condition> judged;
    private final Duration staleAfter;

    private WatchPlan(ClusterConfig cluster, Set<String> committee, Thresholds thresholds, Set<Condition> judged) {
        this.watched = cluster.name();
        this.terms = terms(cluster, committee.size());
        this.members = cluster.members();
        this.committee = committee;
        this.critical = cluster.critical();
        this.minParticipants = Math.toIntExact(cluster.parameters().number("min-participants", 0));
        this.expectedClients = numberOrUnknown(cluster, EXPECTED_CLIENTS);
        this.broadcastBytes = numberOrUnknown(cluster, "broadcast-bytes");
        this.cluster = cluster;
        this.thresholds = thresholds;
        this.judged = judged;
        this.staleAfter = staleAfter(terms.pollEvery());
    }

    /** The plan for the agent itself, which is judged under the name {@value #AGENT}. */
    public static WatchPlan ofAgent() {
        ClusterConfig agent = new ClusterConfig(
                AGENT,
                AGENT,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                false,
                Parameters.NONE,
                Map.of(),
                List.of(),
                null);
        return of(agent, Set.of(), Map.of());
    }

    /**
     * The plan for a cluster.
     *
     * @param cluster what the operator wrote
     * @param voters the roles whose members vote
     * @param profile what the profile overrides of the catalogue, by condition or limit key
     */
    public static WatchPlan of(ClusterConfig cluster, Set<String> voters, Map<String, ThresholdOverride> profile) {
        List<String> committee = new ArrayList<>();
        for (MemberConfig member : cluster.members()) {
            if (voters.contains(member.role())) {
                committee.add(member.name());
            }
        }
        Thresholds thresholds = Thresholds.of(cluster, terms(cluster, committee.size()), profile);
        boolean agent = cluster.name().equals(AGENT);
        Set<Condition> judged = EnumSet.noneOf(Condition.class);
        for (Condition condition : thresholds.conditions()) {
            boolean expected = condition != Condition.CLIENTS_MISSING || expectsClients(cluster);
            if (expected && condition.aboutTheAgent() == agent && condition != Condition.UNIVERSE_INCIDENT) {
                judged.add(condition);
            }
        }
        return new WatchPlan(cluster, Set.copyOf(committee), thresholds, judged);
    }

    private static ClusterTerms terms(ClusterConfig cluster, int voters) {
        return ClusterTerms.of(cluster, cluster.parameters().committeeSize(voters));
    }

    private static boolean expectsClients(ClusterConfig cluster) {
        return cluster.parameters().number(EXPECTED_CLIENTS, -1) >= 0;
    }

    private static double numberOrUnknown(ClusterConfig cluster, String parameter) {
        long number = cluster.parameters().number(parameter, -1);
        return number < 0 ? Double.NaN : number;
    }

    private static String universe(ClusterConfig cluster) {
        String network = cluster.parameters().text("network");
        return network == null ? USUAL_UNIVERSE : network;
    }

    /** Whether the other plan is for the same cluster with at most other members. */
    public boolean onlyMembersDiffer(WatchPlan other) {
        return cluster.withMembers(other.cluster.members()).equals(other.cluster);
    }

    /** The cluster's name. */
    public String watched() {
        return watched;
    }

    public ClusterTerms terms() {
        return terms;
    }

    /** All members, in the order of the configuration. */
    public List<MemberConfig> members() {
        return members;
    }

    /** Whether the member has a vote. */
    public boolean inCommittee(String member) {
        return committee.contains(member);
    }

    /** Whether the cluster may make the aggregate {@code not_ready}. */
    public boolean critical() {
        return critical;
    }

    /** The fewest clients for which the leader opens a round; 0 where that is not known. */
    public int minParticipants() {
        return minParticipants;
    }

    /** Whether a round without anybody in it is against what the configuration expects; where it says nothing, it is. */
    public boolean expectsParticipants() {
        return expectedClients != 0;
    }

    /** How many clients were launched; {@code NaN} where nobody has said. */
    public double expectedClients() {
        return expectedClients;
    }

    /** The length of a round's broadcast vector, {@code B} in the documents; {@code NaN} where that is not known. */
    public double broadcastBytes() {
        return broadcastBytes;
    }

    /** The universe that the cluster lives in, perhaps beside others; null for a kind of system that has none. */
    public @Nullable String universe() {
        return knowsUniverses() ? universe(cluster) : null;
    }

    private boolean knowsUniverses() {
        return !cluster.name().equals(AGENT) && thresholds.timing(Condition.UNIVERSE_INCIDENT) != null;
    }

    /**
     * The plans for judging universes: one for each cluster that shares its universe with another of these, with
     * {@code universe-incident} as the only condition. A cluster alone in its universe can have no such incident, and gets none.
     */
    public static List<WatchPlan> sharingUniverses(Collection<WatchPlan> plans) {
        Map<String, Integer> sizes = new HashMap<>();
        for (WatchPlan plan : plans) {
            String universe = plan.universe();
            if (universe != null) {
                sizes.merge(universe, 1, Integer::sum);
            }
        }
        List<WatchPlan> sharing = new ArrayList<>();
        for (WatchPlan plan : plans) {
            String universe = plan.universe();
            if (universe != null && sizes.getOrDefault(universe, 0) > 1) {
                sharing.add(new WatchPlan(
                        plan.cluster, plan.committee, plan.thresholds, EnumSet.of(Condition.UNIVERSE_INCIDENT)));
            }
        }
        return sharing;
    }

    /** The condition's holds, or null when it is not judged for this cluster. */
    public @Nullable Timing timing(Condition condition) {
        return judged.contains(condition) ? thresholds.timing(condition) : null;
    }

    public double limit(Limit limit) {
        return thresholds.limit(limit);
    }

    /** The age from which a page no longer says how things are: three poll periods, at least 3 s. */
    public Duration staleAfter() {
        return staleAfter;
    }

    private static Duration staleAfter(Duration pollEvery) {
        Duration periods = pollEvery.multipliedBy(STALE_PERIODS);
        return periods.compareTo(LEAST_STALE) > 0 ? periods : LEAST_STALE;
    }

    /** The conditions that are judged for this cluster, by the concern that judges them. */
    public Map<Concern, List<Condition>> conditions() {
        Map<Concern, List<Condition>> byConcern = new HashMap<>();
        for (Condition condition : judged) {
            byConcern
                    .computeIfAbsent(condition.concern(), concern -> new ArrayList<>())
                    .add(condition);
        }
        return byConcern;
    }
}
