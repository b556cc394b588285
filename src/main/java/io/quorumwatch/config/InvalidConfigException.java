package io.quorumwatch.config;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration file cannot be used. Says everything that is wrong with it at once, in the order of its lines. */
public final class InvalidConfigException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<ConfigProblem> problems;
    private final int omitted;

    InvalidConfigException(List<ConfigProblem> problems, int omitted) {
        super(problems.stream().map(ConfigProblem::oneLine).collect(Collectors.joining("\n"))
                + (omitted == 0 ? "" : "\nand " + omitted + " more"));
        this.problems = List.copyOf(problems);
        this.omitted = omitted;
    }

    /** The first problems of the file, at least one and at most {@value Problems#LIMIT}. */
    public List<ConfigProblem> problems() {
        return problems;
    }

    /** How many further problems there are. */
    public int omitted() {
        return omitted;
    }
}
