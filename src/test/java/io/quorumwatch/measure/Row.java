package io.quorumwatch.measure;

/**
 * One line of the table.
 *
 * @param measure what was measured
 * @param figure what came out
 * @param goal what it must reach; empty when there is no goal and the figure is only for comparison
 * @param reached whether it reached that
 * @param how how it was measured
 */
record Row(String measure, String figure, String goal, boolean reached, String how) {

    static Row withGoal(String measure, String figure, String goal, boolean reached, String how) {
        return new Row(measure, figure, goal, reached, how);
    }

    static Row forComparison(String measure, String figure, String how) {
        return new Row(measure, figure, "", true, how);
    }

    String markdown() {
        String verdict = goal.isEmpty() ? "–" : goal + (reached ? " ✓" : " ✗ **missed**");
        return "| %s | %s | %s | %s |".formatted(measure, figure, verdict, how);
    }
}
