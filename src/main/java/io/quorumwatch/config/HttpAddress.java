package io.quorumwatch.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads addresses of HTTP servers. Credentials in an address are refused, since addresses are shown in logs and on pages. */
final class HttpAddress {

    private static final String ALLOWED = "an address such as http://HOST:PORT/PATH or https://HOST/PATH";
    private static final Pattern CREDENTIALS = Pattern.compile("^([^/?#]*//)?[^/?#]*@.*");
    private static final Pattern WITHOUT_SCHEME =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9.-]+)(:\\d{1,5})?(/\\S*)?");

    private HttpAddress() {}

    /** The address, {@code path} filled in when it has none; null when it is none, which has then been complained about. */
    static @Nullable URI read(Setting setting, String path) {
        String text = setting.text(ALLOWED);
        if (text == null) {
            return null;
        }
        if (CREDENTIALS.matcher(text).matches()) {
            setting.refuse("an address with credentials", "an address without them; basic-auth has its own keys", null);
            return null;
        }
        URI address = parse(text);
        String wrong = address == null ? ALLOWED : wrong(address);
        if (address == null || wrong != null) {
            // A password with a slash in it stands where the path would be.
            boolean secret = text.indexOf('@') >= 0;
            setting.refuse(
                    secret ? "an address with an @ that is none" : OneLine.quoted(text),
                    wrong == null ? ALLOWED : wrong,
                    secret ? null : proposal(text, path));
            return null;
        }
        return address.getRawPath().isEmpty() ? withPath(address, path) : address;
    }

    /** Whether two addresses ask the same server for the same thing. */
    static String identity(URI address) {
        int port = address.getPort() >= 0 ? address.getPort() : isHttps(address) ? 443 : 80;
        String target = address.getRawQuery() == null ? "" : '?' + address.getRawQuery();
        return (address.getScheme() + "://" + host(address)).toLowerCase(Locale.ROOT)
                + ':'
                + port
                + address.getRawPath()
                + target;
    }

    /** An IPv6 address has many spellings; reading one asks nobody. */
    private static String host(URI address) {
        String host = String.valueOf(address.getHost());
        if (!host.startsWith("[")) {
            return host;
        }
        try {
            return InetAddress.getByName(host).getHostAddress();
        } catch (UnknownHostException ofAnInterfaceThatIsNotHere) {
            return host;
        }
    }

    static boolean isHttps(URI address) {
        return "https".equalsIgnoreCase(address.getScheme());
    }

    private static @Nullable String wrong(URI address) {
        String scheme = address.getScheme();
        if (scheme == null || address.isOpaque()) {
            return ALLOWED;
        }
        if (!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
            return "an address that begins with http:// or https://";
        }
        if (address.getHost() == null) {
            return "a host of letters, digits, dots and hyphens, and a port from 1 to 65535";
        }
        if (address.getPort() == 0 || address.getPort() > 65_535) {
            return "a port from 1 to 65535";
        }
        return address.getRawFragment() == null ? null : "an address without a #fragment";
    }

    private static @Nullable String proposal(String text, String path) {
        if (!WITHOUT_SCHEME.matcher(text).matches()) {
            return null;
        }
        URI proposed = parse("http://" + text);
        if (proposed == null || wrong(proposed) != null) {
            return null;
        }
        return proposed.getRawPath().isEmpty() ? proposed + path : proposed.toString();
    }

    private static @Nullable URI parse(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException notAnAddress) {
            return null;
        }
    }

    private static URI withPath(URI address, String path) {
        String query = address.getRawQuery() == null ? "" : '?' + address.getRawQuery();
        return URI.create(address.getScheme() + "://" + address.getRawAuthority() + path + query);
    }
}
