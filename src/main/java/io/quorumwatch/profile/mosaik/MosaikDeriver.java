package io.quorumwatch.profile.mosaik;

import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Signals;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.profile.definition.Profile;
import io.quorumwatch.profile.definition.Source;
import io.quorumwatch.profile.reading.ClusterReader;
import io.quorumwatch.profile.reading.Deriver;
import io.quorumwatch.profile.reading.PageIndex;
import io.quorumwatch.profile.reading.Scope;
import io.quorumwatch.source.exposition.Sample;
import io.quorumwatch.source.scrape.Look;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The derivations for mosaik: the cluster's group and instance on each page, who leads, who hears a leader.
 *
 * <p>A page counts as another cluster's when it names instances and ours is not among them; nothing of such a page is used, unless
 * it shows the configured group.
 */
public final class MosaikDeriver implements Deriver {

    /** Families that are read beyond those that the profile names. */
    public static final List<String> FAMILIES = GroupPage.FAMILIES;

    private static final Duration ELECTION_TIMEOUT = Duration.ofMillis(2500);
    private static final String ENTRIES = "mosaik_collections_vec_size";

    private final Set<String> groupRoles;
    private final Set<String> documentedFamilies;
    private final List<Source> processActivity;
    private final String instance;
    private final @Nullable String configuredGroup;
    private final Duration poll;
    private final Duration electionTimeout;
    private final long groupsPerInstance;
    private final GroupLearner learner;
    private final Map<String, Map<String, LeaderTracker>> trackers = new HashMap<>();

    public MosaikDeriver(Profile profile, ClusterConfig cluster) {
        this.groupRoles = profile.groupRoles();
        this.documentedFamilies = profile.documentedFamilies();
        this.processActivity = profile.signals().getOrDefault(Signal.PROCESS_ACTIVITY, List.of());
        String configuredInstance = cluster.parameters().text("instance");
        this.instance = configuredInstance == null ? cluster.name() : configuredInstance;
        this.configuredGroup = cluster.parameters().text("group");
        this.poll = cluster.pollEvery();
        this.electionTimeout = cluster.parameters().duration("election-timeout", ELECTION_TIMEOUT);
        this.groupsPerInstance = profile.settings().getOrDefault("groups-per-instance", 0L);
        this.learner = new GroupLearner(groupsPerInstance);
    }

    @Override
    public Derivation derive(Look look, PageIndex page, boolean restarted) {
        Instances instances = Instances.of(page, documentedFamilies, instance);
        String member = look.member().name();
        if (!groupRoles.contains(look.member().role())) {
            return new Derivation(new Scope(instances.scope(), List.of()), Signals.NONE, null, page.network());
        }
        SortedMap<String, GroupPage> groups = GroupPage.of(page);
        if (restarted) {
            trackers.remove(member);
            learner.restarted(member);
        }
        if (!instances.foreign() && (configuredGroup == null || !groups.containsKey(configuredGroup))) {
            learner.observe(
                    member,
                    look.answeredAt(),
                    groups,
                    instances.committedIndex(page),
                    instances.names().size());
        }
        String group = configuredGroup == null ? learner.learned() : configuredGroup;
        List<String> scope = scope(group, instances.foreign(), groups);
        boolean inGroup = !scope.isEmpty() || instances.showCommittee(page);
        Signals.Builder signals = new Signals.Builder();
        signals.set(Signal.IN_GROUP, inGroup ? 1 : 0);
        signals.set(Signal.ROUNDS_FINALIZED, instances.foreign() ? Double.NaN : rounds(page, groups.size()));
        if (inGroup || !groups.isEmpty()) {
            leaders(signals, track(look, groups, scope, activity(page)));
        } else {
            signals.set(Signal.LEADS, 0);
            signals.set(Signal.HEARS_LEADER, 0);
        }
        return new Derivation(
                new Scope(instances.scope(), scope), signals.build(), label(member, group, scope), page.network());
    }

    @Override
    public void keepOnly(Set<String> members) {
        trackers.keySet().removeIf(member -> {
            boolean left = !members.contains(member);
            if (left) {
                learner.restarted(member);
            }
            return left;
        });
    }

    private List<String> scope(@Nullable String group, boolean foreign, SortedMap<String, GroupPage> groups) {
        if (group != null && groups.containsKey(group)) {
            return foreign && configuredGroup == null ? List.of() : List.of(group);
        }
        return group != null || foreign ? List.of() : learner.candidates(groups);
    }

    /** The group's label as the member's page has it, also when it is not the cluster's. */
    private @Nullable String label(String member, @Nullable String group, List<String> scope) {
        if (scope.size() == 1) {
            return scope.get(0);
        }
        return group == null ? null : learner.committeeOf(member);
    }

    /** The entries of the only vector, when the page cannot hold another instance's. */
    private double rounds(PageIndex page, int groups) {
        List<Sample> vectors = page.samples(ENTRIES);
        return vectors.size() == 1 && groups <= groupsPerInstance
                ? vectors.get(0).value()
                : Double.NaN;
    }

    private Map<String, LeaderTracker> track(
            Look look, SortedMap<String, GroupPage> groups, List<String> scope, double activity) {
        Map<String, LeaderTracker> tracked =
                trackers.computeIfAbsent(look.member().name(), name -> new TreeMap<>());
        tracked.keySet().retainAll(scope);
        for (String label : scope) {
            GroupPage group = groups.get(label);
            if (group != null) {
                tracked.computeIfAbsent(label, name -> new LeaderTracker(poll, electionTimeout))
                        .observe(look.answeredAt(), group, activity);
            }
        }
        return tracked;
    }

    /** What all groups agree on that may be the committee's. */
    private static void leaders(Signals.Builder signals, Map<String, LeaderTracker> tracked) {
        double leads = Double.NaN;
        double hears = Double.NaN;
        double since = Double.NaN;
        boolean first = true;
        for (LeaderTracker tracker : tracked.values()) {
            double trackedSince = ClusterReader.seconds(tracker.since());
            leads = first || leads == tracker.leads() ? tracker.leads() : Double.NaN;
            hears = first || hears == tracker.hears() ? tracker.hears() : Double.NaN;
            since = first ? trackedSince : Math.max(since, trackedSince);
            first = false;
        }
        signals.set(Signal.LEADS, leads);
        signals.set(Signal.HEARS_LEADER, hears);
        signals.set(Signal.LEADS_SINCE, Double.isNaN(leads) ? Double.NaN : since);
    }

    private double activity(PageIndex page) {
        double sum = 0;
        for (Source source : processActivity) {
            for (String family : source.families()) {
                for (Sample sample : page.samples(family)) {
                    sum += sample.value();
                }
            }
        }
        return sum;
    }
}
