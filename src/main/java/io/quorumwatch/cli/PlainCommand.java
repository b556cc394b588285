package io.quorumwatch.cli;

import java.util.List;
import java.util.concurrent.Callable;

/**
 * A command that understands its usual arguments without picocli, for the sake of its start. It must mean the same by them as its
 * annotations say, and leave everything else (help, mistakes, rare spellings) to picocli.
 */
interface PlainCommand extends Callable<Integer> {

    /** Takes the arguments and is ready to be called; or returns false, having taken nothing. {@link PlainOptions} helps. */
    boolean takes(List<String> arguments);
}
