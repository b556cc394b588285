package io.quorumwatch.desk.incident;

import java.util.function.Supplier;

/**
 * Something that was found, with values and times a person can check.
 *
 * @param truth whether it is so
 * @param words what was found, true or not; or what would have to be known. Of most facts it is never asked: they speak for causes
 *     that are none, every second of every incident.
 */
record Fact(Truth truth, Supplier<String> words) {

    static Fact of(boolean truth, Supplier<String> whenTrue, Supplier<String> whenFalse) {
        return new Fact(Truth.of(truth), truth ? whenTrue : whenFalse);
    }

    static Fact of(Truth truth, Supplier<String> whenTrue, Supplier<String> whenFalse, Supplier<String> whenUnknown) {
        return new Fact(truth, truth == Truth.TRUE ? whenTrue : truth == Truth.FALSE ? whenFalse : whenUnknown);
    }

    String text() {
        return words.get();
    }

    boolean isTrue() {
        return truth == Truth.TRUE;
    }
}
