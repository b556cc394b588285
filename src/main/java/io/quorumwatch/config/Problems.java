package io.quorumwatch.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with one file, so that its author learns everything in one go. Bounded: a file that is wrong in every line
 * costs no more than {@value #LIMIT} messages.
 */
final class Problems {

    static final int LIMIT = 50;

    private final String file;
    private final List<ConfigProblem> problems = new ArrayList<>();
    private int omitted;

    Problems(String file) {
        this.file = file;
    }

    void add(int line, String key, String found, String allowed, @Nullable String nearest) {
        if (!isFull()) {
            problems.add(new ConfigProblem(file, line, key, found, allowed, nearest));
        } else {
            omitted++;
        }
    }

    /** Whether what is said from now on is only counted. */
    boolean isFull() {
        return problems.size() >= LIMIT;
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    InvalidConfigException toException() {
        List<ConfigProblem> byLine = new ArrayList<>(problems);
        byLine.sort(Comparator.comparingInt(ConfigProblem::line));
        return new InvalidConfigException(byLine, omitted);
    }

    void throwIfAny() throws InvalidConfigException {
        if (!problems.isEmpty()) {
            throw toException();
        }
    }
}
