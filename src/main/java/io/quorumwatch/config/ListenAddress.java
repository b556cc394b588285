package io.quorumwatch.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where to listen, written {@code HOST:PORT} or {@code [IPV6]:PORT}.
 *
 * @param host a host name or an address, without brackets
 * @param port the port; 0 picks a free one
 */
public record ListenAddress(String host, int port) {

    /** What is allowed, for messages. */
    public static final String ALLOWED = "HOST:PORT or [IPV6]:PORT with a port from 0 to 65535";

    private static final Pattern PATTERN =
            Pattern.compile("(?:\\[(?<six>[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)]|(?<name>[A-Za-z0-9._-]+)):(?<port>\\d{1,5})");

    /** The address, or null when the text is none. */
    public static @Nullable ListenAddress parse(String text) {
        Matcher matcher = PATTERN.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        String six = matcher.group("six");
        String name = matcher.group("name");
        int port = Integer.parseInt(matcher.group("port"));
        String host = six != null ? six : name;
        return port > 65_535 || host == null ? null : new ListenAddress(host, port);
    }

    /** What was probably meant by a text that is no address; null when nothing comes to mind. */
    static @Nullable String nearest(String text) {
        String proposal = text;
        if (text.matches("\\d{1,5}")) {
            proposal = "127.0.0.1:" + text;
        } else if (text.matches("[:*]+\\d{1,5}")) {
            proposal = "0.0.0.0:" + text.replaceAll("[:*]", "");
        } else if (text.matches("[0-9A-Fa-f:]+:\\d{1,5}")) {
            int colon = text.lastIndexOf(':');
            proposal = '[' + text.substring(0, colon) + ']' + text.substring(colon);
        }
        return proposal.equals(text) || parse(proposal) == null ? null : proposal;
    }

    /** The address as it is written. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + port;
    }
}
