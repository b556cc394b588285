package io.quorumwatch.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The host's own name, found without asking a name server: {@code InetAddress.getLocalHost()} can hang for seconds at the start. */
final class HostName {

    private static final List<String> VARIABLES = List.of("HOSTNAME", "COMPUTERNAME");
    private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

    private HostName() {}

    /** The name, usable as an agent's id; {@code quorumwatch} when the host does not know its own. */
    static String find() {
        return kernel().or(HostName::environment).orElse("quorumwatch");
    }

    private static Optional<String> kernel() {
        try {
            return Optional.of(Files.readString(KERNEL).strip()).filter(Names::isName);
        } catch (IOException otherSystem) {
            return Optional.empty();
        }
    }

    private static Optional<String> environment() {
        return VARIABLES.stream()
                .flatMap(variable -> Optional.ofNullable(System.getenv(variable)).stream())
                .filter(Names::isName)
                .findFirst();
    }
}
