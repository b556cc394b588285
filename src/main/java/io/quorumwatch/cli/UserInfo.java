package io.quorumwatch.cli;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** User and password in an address: they go to whom it names, and stand in no message. */
final class UserInfo {

    private UserInfo() {}

    /** The header that says them; null when the address has none. */
    static @Nullable String authorization(URI address) {
        String info = address.getRawUserInfo();
        if (info == null) {
            return null;
        }
        String decoded = URLDecoder.decode(info.replace("+", "%2B"), StandardCharsets.UTF_8);
        String pair = decoded.contains(":") ? decoded : decoded + ":";
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** The address without them. Of a text that is no address, everything goes that may be a password. */
    static String without(String address) {
        return address.replaceFirst(hasHost(address) ? "^([^/?#]*//)[^/?#]*@" : "^([^/?#]*//).*@", "$1");
    }

    private static boolean hasHost(String address) {
        try {
            return URI.create(address).getHost() != null;
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }
}
