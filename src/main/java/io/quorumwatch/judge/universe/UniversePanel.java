package io.quorumwatch.judge.universe;

import static io.quorumwatch.catalogue.Condition.UNIVERSE_INCIDENT;

import io.quorumwatch.bus.AgentDoubt;
import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.ConcernJudge;
import io.quorumwatch.time.Instants;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Judges all universes: verdicts of the other judges in, verdicts on {@code universe-incident} out. Pure and deterministic, the same live
 * and in a replay; used from one thread at a time.
 */
public final class UniversePanel {

    private final Map<String, Judged> clusters = new TreeMap<>();
    private final Map<String, HitLedger> universes = new HashMap<>();

    /** Judges the clusters among these that share a universe with another of them. */
    public UniversePanel(Collection<WatchPlan> plans) {
        watch(plans);
    }

    /** One cluster's judge. */
    private record Judged(WatchPlan plan, String universe, ConcernJudge judge) {}

    /** From now on judges those of these clusters that share a universe; one that it judges already keeps its memory. */
    public void watch(Collection<WatchPlan> plans) {
        Map<String, WatchPlan> sharing = new TreeMap<>();
        WatchPlan.sharingUniverses(plans).forEach(plan -> sharing.put(plan.watched(), plan));
        List<String> leaving = clusters.keySet().stream()
                .filter(cluster -> !stays(cluster, sharing))
                .toList();
        leaving.forEach(clusters::remove);
        universes.values().forEach(hits -> hits.forget(leaving));
        sharing.forEach((cluster, plan) -> clusters.compute(
                cluster,
                (name, present) -> present != null && judgesAlike(present.plan(), plan) ? present : judged(plan)));
    }

    private boolean stays(String cluster, Map<String, WatchPlan> sharing) {
        Judged judged = clusters.get(cluster);
        WatchPlan plan = sharing.get(cluster);
        return judged != null && plan != null && judged.universe().equals(plan.universe());
    }

    private static boolean judgesAlike(WatchPlan present, WatchPlan plan) {
        return Objects.equals(present.timing(UNIVERSE_INCIDENT), plan.timing(UNIVERSE_INCIDENT))
                && present.members().isEmpty() == plan.members().isEmpty();
    }

    private Judged judged(WatchPlan plan) {
        String universe = Objects.requireNonNull(plan.universe());
        HitLedger hits = universes.computeIfAbsent(universe, name -> new HitLedger());
        return new Judged(plan, universe, new ConcernJudge(plan, new UniverseRules(plan.watched(), universe, hits)));
    }

    /** The clusters that are judged, sorted; none where each is alone. */
    public List<String> clusters() {
        return List.copyOf(clusters.keySet());
    }

    /** Takes in what another judge says and returns what that changes, for whichever clusters of the universe. */
    public List<Verdict> hear(Verdict verdict) {
        Judged about = clusters.get(verdict.watched());
        HitLedger hits = about == null ? null : universes.get(about.universe());
        if (about == null || hits == null || verdict.concern() == Concern.UNIVERSE) {
            return List.of();
        }
        if (!hits.hear(verdict)) {
            return List.of();
        }
        List<Verdict> changes = new ArrayList<>(0);
        for (Judged each : clusters.values()) {
            if (each.universe().equals(about.universe())) {
                changes.addAll(each.judge().judge(verdict.at()));
            }
        }
        return changes;
    }

    /** Lets time pass until {@code now} and returns what that changes. */
    public List<Verdict> tick(Instant now) {
        List<Verdict> changes = new ArrayList<>(0);
        clusters.values().forEach(each -> changes.addAll(each.judge().judge(now)));
        return changes;
    }

    /** What stands at this time for every judged cluster, changed or not: the heartbeat. */
    public List<Verdict> heartbeat(Instant now) {
        List<Verdict> standing = new ArrayList<>();
        clusters.values().forEach(each -> standing.addAll(each.judge().heartbeat(now)));
        return standing;
    }

    /** From now on the agent doubts its own eyes, for as long as the doubt says. */
    public void doubt(AgentDoubt doubt) {
        clusters.values().forEach(each -> each.judge().doubt(doubt));
    }

    /** The next time after {@code now} at which a verdict may change without another being heard; {@link Instant#MAX} for never. */
    public Instant nextChange(Instant now) {
        Instant next = Instant.MAX;
        for (Judged each : clusters.values()) {
            Instant change = each.judge().nextChange(now);
            next = Instants.earlier(next, change);
        }
        return next;
    }
}
