package io.quorumwatch.face.metrics;

import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is known of the agent itself. */
final class AgentLedger {

    /** Receivers and results are few; a family that grows beyond this is fed with something that is no bounded label. */
    private static final int MOST_SERIES = 1000;

    private final LabelText info;
    private final Instant startedAt;
    private final Histogram loopLag = new Histogram(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2);
    private final SortedMap<String, Delay> delays = new TreeMap<>();
    private final Map<MetricNames, SortedMap<String, Counter>> counters = new EnumMap<>(MetricNames.class);
    private boolean loopMeasured;
    private long pauses;

    AgentLedger(String version, String agent, Instant startedAt) {
        this.info = LabelText.of("version", version).and("agent", agent);
        this.startedAt = startedAt;
    }

    void paused() {
        pauses++;
    }

    void loopLag(double seconds) {
        loopMeasured = true;
        loopLag.observe(Math.max(0, seconds));
    }

    /** Measures how long it took from the condition being true to its firing, when this verdict is the one that says so. */
    void verdict(Verdict verdict) {
        boolean news = verdict.previous() == VerdictState.OK || verdict.previous() == VerdictState.PENDING;
        if (verdict.firing() && news) {
            delays.computeIfAbsent(verdict.condition(), Delay::new)
                    .histogram
                    .observe(Math.max(0, ClusterLedger.seconds(verdict.since(), verdict.at())));
        }
    }

    /** Adds to a counter; adding 0 makes its series appear. */
    void count(MetricNames family, List<String> labelValues, long more) {
        if (family.type() != MetricNames.Type.COUNTER
                || labelValues.size() != family.labels().size()) {
            throw new IllegalArgumentException(family.fullName() + " cannot count " + labelValues);
        }
        SortedMap<String, Counter> series = counters.computeIfAbsent(family, ignored -> new TreeMap<>());
        LabelText labels = LabelText.of(family.labels().get(0), labelValues.get(0));
        for (int i = 1; i < labelValues.size(); i++) {
            labels = labels.and(family.labels().get(i), labelValues.get(i));
        }
        Counter counter = series.get(labels.toString());
        if (counter == null && series.size() < MOST_SERIES) {
            counter = new Counter(labels);
            series.put(labels.toString(), counter);
        }
        if (counter != null) {
            counter.value += more;
        }
    }

    void write(MetricNames name, PageWriter page) {
        switch (name) {
            case INFO -> page.sample(info, 1);
            case PROCESS_START_TIME -> page.sample(LabelText.NONE, startedAt.toEpochMilli() / 1e3);
            case PAUSES -> page.sample(LabelText.NONE, pauses);
            case DETECTION_DELAY -> delays.values().forEach(delay -> page.histogram(delay.labels, delay.histogram));
            case EVENT_LOOP_LAG -> {
                if (loopMeasured) {
                    page.histogram(LabelText.NONE, loopLag);
                }
            }
            default ->
                counters.getOrDefault(name, new TreeMap<>())
                        .values()
                        .forEach(counter -> page.sample(counter.labels, counter.value));
        }
    }

    private static final class Counter {
        private final LabelText labels;
        private long value;

        private Counter(LabelText labels) {
            this.labels = labels;
        }
    }

    private static final class Delay {
        private final LabelText labels;
        private final Histogram histogram = new Histogram(0.05, 0.25, 1, 5, 10, 15, 20, 30, 60, 120, 300);

        private Delay(String condition) {
            this.labels = LabelText.of("condition", condition);
        }
    }
}
