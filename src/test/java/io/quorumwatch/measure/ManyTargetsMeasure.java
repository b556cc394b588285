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

    /** By then the compilers are done with what runs at each look; before, they take a tenth of the time. */
    private static final Duration AT_REST = Duration.ofMinutes(3);

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
            Passage.of(AT_REST);
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
                    "%d pages thrown away unread; same Java options, %d s after %d s"
                            .formatted(fetched, time.toSeconds(), AT_REST.toSeconds()));
        }
    }

    private static List<Row> measured(AgentProcess agent, ManyTargets targets, Duration time) {
        Use early = Use.of(agent, ManyTargets.WARM_UP, time);
        Use use = Use.of(agent, AT_REST.minus(ManyTargets.WARM_UP).minus(time), time);
        String how = "%d targets with 151 kB pages each second in %d clusters, scraped every %d s; %d s after %d s"
                .formatted(
                        targets.size(),
                        ManyTargets.CLUSTERS,
                        SCRAPED_EVERY.toSeconds(),
                        time.toSeconds(),
                        AT_REST.toSeconds());
        return List.of(
                Row.withGoal(
                        "one look: fetch, parse, judge",
                        Figures.say(use.millisPerLook(), 3) + " ms CPU",
                        "≤ 0.2 ms",
                        use.millisPerLook() <= 0.2,
                        "all of the agent's processor time over its looks; " + how),
                Row.forComparison(
                        "the same while its code is still compiled",
                        Figures.say(early.millisPerLook(), 3) + " ms CPU",
                        "%d s after %d s".formatted(time.toSeconds(), ManyTargets.WARM_UP.toSeconds())),
                Row.withGoal(
                        "memory at 1,000 targets each second",
                        Figures.say(use.megabytes(), 0) + " MB resident",
                        "≤ 160 MB",
                        use.megabytes() <= 160,
                        "largest of one reading a second; %s looks, %s good; "
                                        .formatted(Figures.say(use.looks(), 0), Figures.say(use.good(), 0))
                                + how),
                Row.withGoal(
                        "event-loop lag at 1,000 targets each second",
                        "p99 ≤ " + Figures.say(use.lagMillis(), 0) + " ms",
                        "≤ 20 ms",
                        use.lagMillis() <= 20,
                        "the agent's own histogram; " + how),
                Row.forComparison(
                        "processor time at 1,000 targets each second", Figures.say(use.cores(), 2) + " cores", how));
    }

    /** What the agent used in some time. */
    private record Use(AgentFigures before, AgentFigures after, double megabytes) {

        /** Of this time after so long a wait. */
        static Use of(AgentProcess agent, Duration wait, Duration time) {
            var unused = largestWhileScraped(agent, wait);
            AgentFigures before = AgentFigures.of(agent);
            double largest = largestWhileScraped(agent, time);
            return new Use(before, AgentFigures.of(agent), largest);
        }

        double looks() {
            return looks(Map.of());
        }

        double good() {
            return looks(Map.of("result", "ok"));
        }

        private double looks(Map<String, String> labels) {
            return after.sum("quorumwatch_scrapes_total", labels) - before.sum("quorumwatch_scrapes_total", labels);
        }

        double millisPerLook() {
            return 1000 * (after.use().cpuSeconds() - before.use().cpuSeconds()) / looks();
        }

        double lagMillis() {
            return 1000 * after.percentileSince(before, "quorumwatch_event_loop_lag_seconds", 99);
        }

        double cores() {
            return after.use().coresSince(before.use());
        }
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
