package io.quorumwatch;

/** The version of the program. */
public final class Version {

    /** As the jar's manifest says it; {@code development} when it does not run from the jar. */
    public static final String TEXT = text();

    private Version() {}

    private static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
