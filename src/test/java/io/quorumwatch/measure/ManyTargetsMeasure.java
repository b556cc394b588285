package io.quorumwatch.measure;

import io.quorumwatch.testing.process.AgentProcess;
import io.quorumwatch.testing.process.ChildProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The whole way of a page (fetch, parse, judge) at a thousand targets each second, and Prometheus on the same targets. */
final class ManyTargetsMeasure implements Measure {

    /** An agent in use is scraped itself. As often as an impatient Prometheus does it. */
    private static final Duration SCRAPED_EVERY = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "many-targets";
    }

    @Override
    public List<Row> rows(Effort effort) {
        Duration time = effort.pick(Duration.ofSeconds(120), Duration.ofSeconds(20));
        List<Row> rows = new ArrayList<>();
        try (ManyTargets targets = ManyTargets.start(0)) {
            try (AgentProcess agent = AgentProcess.run(targets.configuration())) {
                rows.addAll(measured(agent, targets, time));
            }
            rows.add(merelyFetched(targets, time));
            rows.addAll(BesidePrometheus.rows(targets, ManyTargets.WARM_UP, time));
        }
        return rows;
    }

    /** What of it Vert.x and the virtual machine take for themselves. */
    private static Row merelyFetched(ManyTargets targets, Duration time) {
        try (ChildProcess bare =
                JavaProgram.start(BareFetchApplication.class, targets.ports().toArray())) {
            var unused = bare.awaitLine("that it fetches", Duration.ofSeconds(60), "fetching"::equals);
            Passage.of(ManyTargets.WARM_UP);
            ProcessUse before = ProcessUse.of(bare.pid());
            unused = targets.gaps().toString();
            Passage.of(time);
            long fetched = targets.gaps().get("count").asLong();
            ProcessUse after = ProcessUse.of(bare.pid());
            return Row.forComparison(
                    "the same pages merely fetched by a bare Vert.x client",
                    "%s ms CPU a page, %s MB resident"
                            .formatted(
                                    Figures.say(1000 * (after.cpuSeconds() - before.cpuSeconds()) / fetched, 3),
                                    Figures.say(after.residentMegabytes(), 0)),
                    "%d pages thrown away unread; same Java options, %d s after %d s of warming up"
                            .formatted(fetched, time.toSeconds(), ManyTargets.WARM_UP.toSeconds()));
        }
    }

    private static List<Row> measured(AgentProcess agent, ManyTargets targets, Duration time) {
        var unused = largestWhileScraped(agent, ManyTargets.WARM_UP);
        AgentFigures before = AgentFigures.of(agent);
        double largest = largestWhileScraped(agent, time);
        AgentFigures after = AgentFigures.of(agent);
        double looks =
                after.sum("quorumwatch_scrapes_total", Map.of()) - before.sum("quorumwatch_scrapes_total", Map.of());
        double good = after.sum("quorumwatch_scrapes_total", Map.of("result", "ok"))
                - before.sum("quorumwatch_scrapes_total", Map.of("result", "ok"));
        double perLook = 1000 * (after.use().cpuSeconds() - before.use().cpuSeconds()) / looks;
        double lag = 1000 * after.percentileSince(before, "quorumwatch_event_loop_lag_seconds", 99);
        String how =
                "%d targets with 151 kB pages each second in %d clusters, scraped every %d s; %d s after %d s of warming up"
                        .formatted(
                                targets.size(),
                                ManyTargets.CLUSTERS,
                                SCRAPED_EVERY.toSeconds(),
                                time.toSeconds(),
                                ManyTargets.WARM_UP.toSeconds());
        return List.of(
                Row.withGoal(
                        "one look: fetch, parse, judge",
                        Figures.say(perLook, 3) + " ms CPU",
                        "≤ 0.2 ms",
                        perLook <= 0.2,
                        "all of the agent's processor time over its looks; " + how),
                Row.withGoal(
                        "memory at 1,000 targets each second",
                        Figures.say(largest, 0) + " MB resident",
                        "≤ 160 MB",
                        largest <= 160,
                        "largest of one reading a second; %s looks, %s good; "
                                        .formatted(Figures.say(looks, 0), Figures.say(good, 0))
                                + how),
                Row.withGoal(
                        "event-loop lag at 1,000 targets each second",
                        "p99 ≤ " + Figures.say(lag, 0) + " ms",
                        "≤ 20 ms",
                        lag <= 20,
                        "the agent's own histogram; " + how),
                Row.forComparison(
                        "processor time at 1,000 targets each second",
                        Figures.say(after.use().coresSince(before.use()), 2) + " cores",
                        how));
    }

    /** Lets time pass; the largest of one reading a second, in megabytes. */
    private static double largestWhileScraped(AgentProcess agent, Duration time) {
        double largest = 0;
        for (long second = 1; second <= time.toSeconds(); second++) {
            Passage.of(Duration.ofSeconds(1));
            largest = Math.max(largest, ProcessUse.of(agent.process().pid()).residentMegabytes());
            if (second % SCRAPED_EVERY.toSeconds() == 0) {
                var unused = AgentFigures.of(agent);
            }
        }
        return largest;
    }
}
