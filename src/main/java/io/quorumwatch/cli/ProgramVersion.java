package io.quorumwatch.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of the jar; classes outside of a jar have none and say so. */
final class ProgramVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(ProgramVersion.class.getPackage().getImplementationVersion())
                .orElse("0-unpackaged");
        return new String[] {"quorumwatch " + version};
    }
}
