package io.quorumwatch.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Measures and prints the table. Arguments: {@code --quick} to measure for a short time only, and the names of measures, all when
 * there are none. The exit code is 1 when a goal is missed.
 */
final class Measurements {

    private static final List<Measure> ALL = List.of(
            new DetectionMeasure(),
            new HealthyMeasure(),
            new ManyTargetsMeasure(),
            new HangingMeasure(),
            new HealthRateMeasure(),
            new ParserMeasure(),
            new LogDelayMeasure(),
            new LogFloodMeasure(),
            new StartMeasure());

    private Measurements() {}

    public static void main(String[] arguments) {
        List<String> wanted = new ArrayList<>(List.of(arguments));
        Measure.Effort effort = wanted.remove("--quick") ? Measure.Effort.QUICK : Measure.Effort.FULL;
        List<String> names = ALL.stream().map(Measure::name).toList();
        if (!names.containsAll(wanted)) {
            System.err.println("unknown measure in " + wanted + "; there are " + names);
            System.exit(2);
        }
        List<Row> rows = new ArrayList<>();
        for (Measure measure : ALL) {
            if (wanted.isEmpty() || wanted.contains(measure.name())) {
                System.err.println("measuring " + measure.name());
                rows.addAll(rows(measure, effort));
            }
        }
        System.out.println(rows.stream()
                .map(Row::markdown)
                .collect(Collectors.joining("\n", "| measure | figure | goal | how |\n|---|---|---|---|\n", "")));
        System.exit(rows.stream().allMatch(Row::reached) ? 0 : 1);
    }

    /** A measure that breaks costs its own row, not the table. */
    private static List<Row> rows(Measure measure, Measure.Effort effort) {
        try {
            return measure.rows(effort);
        } catch (RuntimeException | AssertionError e) {
            e.printStackTrace();
            String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            return List.of(Row.withGoal(measure.name(), "not measured", "", false, why));
        }
    }
}
