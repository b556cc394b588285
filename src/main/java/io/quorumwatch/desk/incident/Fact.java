package io.quorumwatch.desk.incident;

/**
 * Something that was found, with values and times a person can check.
 *
 * @param truth whether it is so
 * @param text what was found, true or not; or what would have to be known
 */
record Fact(Truth truth, String text) {

    static Fact of(boolean truth, String whenTrue, String whenFalse) {
        return new Fact(Truth.of(truth), truth ? whenTrue : whenFalse);
    }

    static Fact of(Truth truth, String whenTrue, String whenFalse, String whenUnknown) {
        return new Fact(truth, truth == Truth.TRUE ? whenTrue : truth == Truth.FALSE ? whenFalse : whenUnknown);
    }

    boolean isTrue() {
        return truth == Truth.TRUE;
    }
}
