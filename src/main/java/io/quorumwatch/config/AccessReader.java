package io.quorumwatch.config;

import io.quorumwatch.config.MemberConfig.Access;
import io.quorumwatch.config.MemberConfig.Access.Identity;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads credentials and TLS, of a cluster as the default of its members or of one member. A member that says who it is forgets the
 * cluster's credentials as a whole, and one with its own {@code tls} the cluster's as a whole: nothing is mixed key by key.
 */
final class AccessReader {

    private final FilePaths files;

    AccessReader(FilePaths files) {
        this.files = files;
    }

    Access read(Section section, Access inherited, @Nullable URI metrics) {
        Access credentials = credentials(section, inherited);
        Access tls = tls(section, inherited, metrics);
        return new Access(
                credentials.bearerTokenFile(),
                credentials.basicUser(),
                credentials.basicPasswordFile(),
                tls.caFile(),
                tls.serverName(),
                tls.insecureSkipVerify(),
                tls.identity());
    }

    private Access credentials(Section section, Access inherited) {
        Setting bearer = section.find("bearer-token-file");
        Setting basic = section.find("basic-auth");
        if (bearer == null && basic == null) {
            return inherited;
        }
        if (bearer != null && basic != null) {
            basic.refuse("basic-auth beside bearer-token-file", "one of the two", null);
        }
        Path token = files.secret(bearer);
        if (basic == null) {
            return new Access(token, null, null, null, null, false);
        }
        Section keys = basic.section();
        Setting user = keys.require("username", "a user name");
        Setting password = keys.require("password-file", "the path of a file with the password");
        keys.close();
        String name = user == null ? null : user.text("a user name");
        if (user != null && name != null && name.indexOf(':') >= 0) {
            user.refuse("a user name without a colon");
        }
        return new Access(token, name, files.secret(password), null, null, false);
    }

    private Access tls(Section section, Access inherited, @Nullable URI metrics) {
        Setting tls = section.find("tls");
        if (tls == null) {
            return inherited;
        }
        if (metrics != null && !HttpAddress.isHttps(metrics)) {
            tls.refuse(
                    "tls for the plain address " + OneLine.of(metrics.toString()),
                    "tls with an https:// address",
                    null);
        }
        Section keys = tls.section();
        Path authority = new Pem(files).certificates(keys.find("ca-file"));
        Identity identity = identity(keys);
        Setting serverName = keys.find("server-name");
        Setting skip = keys.find("insecure-skip-verify");
        boolean insecure = skip != null && Boolean.TRUE.equals(skip.flag());
        if (skip != null && insecure && keys.find("ca-file") != null) {
            skip.refuse("\"true\" beside ca-file", "one of the two", null);
        }
        keys.close();
        String expected = serverName == null ? null : Names.one(serverName);
        return new Access(null, null, null, authority, expected, insecure, identity);
    }

    private @Nullable Identity identity(Section keys) {
        Setting certificate = keys.find("cert-file");
        Setting key = keys.find("key-file");
        if (certificate == null || key == null) {
            refuseHalf(certificate, "cert-file without key-file");
            refuseHalf(key, "key-file without cert-file");
            return null;
        }
        Pem pem = new Pem(files);
        Path certificateFile = pem.certificates(certificate);
        Path keyFile = pem.keyOf(certificateFile, key);
        return certificateFile == null || keyFile == null ? null : new Identity(certificateFile, keyFile);
    }

    private static void refuseHalf(@Nullable Setting half, String found) {
        if (half != null) {
            half.refuse(found, "both of them, or none", null);
        }
    }
}
