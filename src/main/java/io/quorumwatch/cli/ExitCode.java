package io.quorumwatch.cli;

/** The exit codes of all commands but {@code status}, which has its own. */
public final class ExitCode {

    /** It was done, or the answer is yes. */
    public static final int OK = 0;

    /** The answer is no, or it could not be done. */
    public static final int FAILED = 1;

    /** The command line or the configuration is wrong: trying again without a change is of no use. */
    public static final int USAGE = 2;

    /** A fault of this program. */
    public static final int FAULT = 70;

    static final String OK_HELP = "0:It was done, or the answer is yes";
    static final String FAILED_HELP = "1:It could not be done, or the answer is no";
    static final String USAGE_HELP = "2:The command line or the configuration is wrong";
    static final String FAULT_HELP = "70:A fault of this program";

    // What the Java virtual machine says of a process that a signal has ended, however gracefully.
    static final String INTERRUPTED_HELP = "130:It was stopped by SIGINT, as Ctrl-C sends it";
    static final String TERMINATED_HELP = "143:It was stopped by SIGTERM";

    private ExitCode() {}
}
