package io.quorumwatch.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where members come from beside those that are written down.
 *
 * @param fileSd patterns of files in Prometheus' {@code file_sd} format, relative to the configuration file
 * @param directory the directory that relative patterns start from
 * @param dnsName the name to look up; null when DNS is not asked
 * @param dnsType {@code SRV}, {@code A} or {@code AAAA}
 * @param dnsPort the port of the members, needed for {@code A} and {@code AAAA}
 * @param access how to get at what is found: the cluster's own credentials and TLS
 */
public record DiscoverConfig(
        List<String> fileSd,
        Path directory,
        @Nullable String dnsName,
        String dnsType,
        int dnsPort,
        MemberConfig.Access access) {

    public DiscoverConfig {
        fileSd = List.copyOf(fileSd);
    }
}
