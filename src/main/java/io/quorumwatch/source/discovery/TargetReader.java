package io.quorumwatch.source.discovery;

import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.config.MemberConfig.Access;
import io.quorumwatch.config.Names;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a member of a target and its labels, as Prometheus would make a target of it: the address is {@code host:port},
 * {@code __scheme__}, {@code __metrics_path__} and {@code __param_…} say how it is asked. The label {@code member}, or else
 * {@code instance}, is its name, by default {@code host:port}; {@code role} is its role. Other labels mean nothing here, for labels of
 * our metrics come from the configuration. Pure.
 */
final class TargetReader {

    private static final int LONGEST = 2_000;
    private static final String PARAMETER = "__param_";
    private static final Pattern ADDRESS =
            Pattern.compile("(?<host>\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9.-]{1,253})(:(?<port>\\d{1,5}))?");

    private final MemberTerms terms;
    private final Access access;

    /**
     * @param access how to get at the members; when it speaks of TLS, that is what they speak unless they say otherwise
     */
    TargetReader(MemberTerms terms, Access access) {
        this.terms = terms;
        this.access = access;
    }

    MemberConfig read(String target, Map<String, String> labels) throws UnusableException {
        Matcher address = ADDRESS.matcher(target);
        if (!address.matches()) {
            throw new UnusableException(DiscoveryFailure.BAD_ADDRESS, quoted(target) + ", expected host:port");
        }
        String scheme = labels.getOrDefault("__scheme__", access.speaksTls() ? "https" : "http");
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new UnusableException(
                    DiscoveryFailure.BAD_ADDRESS, "__scheme__ " + quoted(scheme) + ", expected http or https");
        }
        int port = address.group("port") == null ? -1 : Integer.parseInt(address.group("port"));
        if (port == 0 || port > 65_535) {
            throw new UnusableException(
                    DiscoveryFailure.BAD_ADDRESS, quoted(target) + ", expected a port from 1 to 65535");
        }
        String host = address.group("host");
        URI metrics = address(scheme, host, port, labels);
        return new MemberConfig(name(host, port, labels), role(labels), metrics, access, null);
    }

    private static URI address(String scheme, String host, int port, Map<String, String> labels)
            throws UnusableException {
        String given = labels.getOrDefault("__metrics_path__", "/metrics");
        String path = given.startsWith("/") ? given : "/" + given;
        try {
            String plain = new URI(scheme, null, host, port, path, null, null).toASCIIString();
            URI address = new URI(plain + query(labels));
            if (address.getHost() == null || address.toString().length() > LONGEST) {
                throw new UnusableException(DiscoveryFailure.BAD_ADDRESS, quoted(host) + " with path " + quoted(path));
            }
            return address;
        } catch (URISyntaxException notAnAddress) {
            throw new UnusableException(DiscoveryFailure.BAD_ADDRESS, quoted(host) + " with path " + quoted(path));
        }
    }

    private static String query(Map<String, String> labels) {
        StringBuilder query = new StringBuilder();
        new TreeMap<>(labels).forEach((label, value) -> {
            if (label.startsWith(PARAMETER)) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(encoded(label.substring(PARAMETER.length())))
                        .append('=')
                        .append(encoded(value));
            }
        });
        return query.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String name(String host, int port, Map<String, String> labels) throws UnusableException {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        String byDefault = port < 0 ? bare : bare + ':' + port;
        String name = labels.getOrDefault("member", labels.getOrDefault("instance", byDefault));
        if (!Names.isName(name)) {
            throw new UnusableException(DiscoveryFailure.BAD_NAME, quoted(name));
        }
        return name;
    }

    private String role(Map<String, String> labels) throws UnusableException {
        String role = labels.getOrDefault("role", terms.defaultRole());
        if (!terms.roles().contains(role)) {
            throw new UnusableException(DiscoveryFailure.UNKNOWN_ROLE, quoted(role));
        }
        return role;
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
