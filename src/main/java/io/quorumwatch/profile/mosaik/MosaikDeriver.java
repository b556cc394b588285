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
import java.util.TreeSet;
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

    private static final String INSTANCE = "instance";
    private static final String COMMITTED_INDEX = "mosaik_groups_committed_index";

    /** Documented families by which a page shows that the member is in the instance's committee. */
    private static final List<String> OF_COMMITTEE =
            List.of("mosaik_groups_leader_is_local", "mosaik_groups_bonds", COMMITTED_INDEX);

    private static final Duration ELECTION_TIMEOUT = Duration.ofMillis(2500);

    private final Set<String> groupRoles;
    private final List<String> documentedFamilies;
    private final List<Source> processActivity;
    private final String instance;
    private final @Nullable String configuredGroup;
    private final Duration poll;
    private final Duration electionTimeout;
    private final GroupLearner learner;
    private final Map<String, Map<String, LeaderTracker>> trackers = new HashMap<>();

    public MosaikDeriver(Profile profile, ClusterConfig cluster) {
        this.groupRoles = profile.groupRoles();
        this.documentedFamilies = List.copyOf(profile.documentedFamilies());
        this.processActivity = profile.signals().getOrDefault(Signal.PROCESS_ACTIVITY, List.of());
        String configuredInstance = cluster.parameters().text(INSTANCE);
        this.instance = configuredInstance == null ? cluster.name() : configuredInstance;
        this.configuredGroup = cluster.parameters().text("group");
        this.poll = cluster.pollEvery();
        this.electionTimeout = cluster.parameters().duration("election-timeout", ELECTION_TIMEOUT);
        this.learner = new GroupLearner(profile.settings().getOrDefault("groups-per-instance", 0L));
    }

    @Override
    public Derivation derive(Look look, PageIndex page, boolean restarted) {
        Set<String> instances = instances(page);
        String scopeInstance = instances.isEmpty() ? null : instance;
        if (!groupRoles.contains(look.member().role())) {
            return new Derivation(new Scope(scopeInstance, List.of()), Signals.NONE, null, page.network());
        }
        String member = look.member().name();
        boolean foreign = scopeInstance != null && !instances.contains(instance);
        SortedMap<String, GroupPage> groups = GroupPage.of(page);
        if (restarted) {
            trackers.remove(member);
            learner.restarted(member);
        }
        if (!foreign) {
            learner.observe(
                    member,
                    look.answeredAt(),
                    groups,
                    documented(page, COMMITTED_INDEX, scopeInstance),
                    instances.size());
        }
        String group = configuredGroup == null ? learner.learned() : configuredGroup;
        List<String> scope = scope(group, foreign, groups);
        Map<String, LeaderTracker> tracked = track(look, groups, scope, activity(page));
        boolean inGroup = !scope.isEmpty()
                || OF_COMMITTEE.stream().anyMatch(family -> !Double.isNaN(documented(page, family, scopeInstance)));
        return new Derivation(
                new Scope(scopeInstance, scope),
                signals(inGroup, groups.isEmpty(), scope, tracked),
                label(member, group, scope),
                page.network());
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

    private static Signals signals(
            boolean inGroup, boolean noGroups, List<String> scope, Map<String, LeaderTracker> tracked) {
        Signals.Builder signals = new Signals.Builder();
        signals.set(Signal.IN_GROUP, inGroup ? 1 : 0);
        if (noGroups && !inGroup) {
            signals.set(Signal.LEADS, 0);
            signals.set(Signal.HEARS_LEADER, 0);
            return signals.build();
        }
        boolean first = true;
        for (String label : scope) {
            LeaderTracker tracker = tracked.get(label);
            if (tracker != null) {
                double since = ClusterReader.seconds(tracker.since());
                signals.set(Signal.LEADS, first ? tracker.leads() : agreed(signals.get(Signal.LEADS), tracker.leads()));
                signals.set(
                        Signal.HEARS_LEADER,
                        first ? tracker.hears() : agreed(signals.get(Signal.HEARS_LEADER), tracker.hears()));
                signals.set(Signal.LEADS_SINCE, first ? since : Math.max(signals.get(Signal.LEADS_SINCE), since));
                first = false;
            }
        }
        if (Double.isNaN(signals.get(Signal.LEADS))) {
            signals.set(Signal.LEADS_SINCE, Double.NaN);
        }
        return signals.build();
    }

    private static double agreed(double one, double other) {
        return one == other ? one : Double.NaN;
    }

    /** The instances that the page names. */
    private Set<String> instances(PageIndex page) {
        Set<String> instances = new TreeSet<>();
        for (String family : documentedFamilies) {
            for (Sample sample : page.samples(family)) {
                String name = sample.labels().get(INSTANCE);
                if (name != null) {
                    instances.add(name);
                }
            }
        }
        return instances;
    }

    /** The first value of the documented family for our instance; {@code NaN} when there is none. */
    private static double documented(PageIndex page, String family, @Nullable String instance) {
        for (Sample sample : page.samples(family)) {
            if (instance == null || instance.equals(sample.labels().get(INSTANCE))) {
                return sample.value();
            }
        }
        return Double.NaN;
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
