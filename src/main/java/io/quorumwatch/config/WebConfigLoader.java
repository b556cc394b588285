package io.quorumwatch.config;

import io.quorumwatch.config.WebConfig.ClientAuth;
import io.quorumwatch.config.WebConfig.ServerTls;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Loads web configuration files. The toolkit knows more keys than the agent honours; the others are refused and not ignored, since
 * somebody who wrote them relies on them. Relative paths start from the file's directory, as in the toolkit.
 */
public final class WebConfigLoader {

    private static final Map<String, ClientAuth> CLIENT_AUTH = Map.of(
            "NoClientCert", ClientAuth.NONE,
            "VerifyClientCertIfGiven", ClientAuth.VERIFY_IF_GIVEN,
            "RequireAndVerifyClientCert", ClientAuth.REQUIRE);
    private static final Map<String, String> PROTOCOLS = Map.of("TLS12", "TLSv1.2", "TLS13", "TLSv1.3");
    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(0[4-9]|1\\d|2\\d|3[01])\\$[./A-Za-z0-9]{53}");

    private WebConfigLoader() {}

    /** Reads and checks the file, and reads the certificates and the key that it names. Blocks. */
    public static WebConfig load(Path file) throws InvalidConfigException {
        return parse(ConfigFile.read(file, new Problems(file.toString())), file);
    }

    /** As {@link #load}, of a text that is at hand. */
    public static WebConfig parse(String text, Path file) throws InvalidConfigException {
        Problems problems = new Problems(file.toString());
        Section root = ConfigFile.parse(text, problems);
        Path parent = file.getParent();
        FilePaths files = new FilePaths(parent == null ? Path.of("") : parent);
        Setting tls = root.find("tls_server_config");
        ServerTls server = tls == null || tls.isNothing() ? null : tls(tls.section(), files);
        Map<String, String> users = users(root.section("basic_auth_users"));
        root.close();
        problems.throwIfAny();
        return new WebConfig(server, users);
    }

    private static @Nullable ServerTls tls(Section section, FilePaths files) {
        Pem pem = new Pem(files);
        Path certificate = pem.certificates(section.require("cert_file", "the path of a certificate in PEM"));
        Path key = pem.keyOf(certificate, section.require("key_file", "the path of the certificate's key in PEM"));
        Setting policy = section.find("client_auth_type");
        Setting authority = section.find("client_ca_file");
        Setting version = section.find("min_version");
        section.close();
        String policyWord = policy == null ? "NoClientCert" : policy.oneOf(CLIENT_AUTH.keySet());
        String versionWord = version == null ? "TLS12" : version.oneOf(PROTOCOLS.keySet());
        Path trusted = pem.certificates(authority);
        ClientAuth clientAuth = policyWord == null ? null : CLIENT_AUTH.get(policyWord);
        if (authority == null && policy != null && clientAuth != null && clientAuth != ClientAuth.NONE) {
            policy.refuse(
                    OneLine.quoted(String.valueOf(policyWord)) + " without client_ca_file", "both, or neither", null);
        }
        if (authority != null && clientAuth == ClientAuth.NONE) {
            authority.refuse("client_ca_file without client_auth_type", "both, or neither", null);
        }
        String protocol = versionWord == null ? null : PROTOCOLS.get(versionWord);
        if (certificate == null || key == null || clientAuth == null || protocol == null) {
            return null;
        }
        return new ServerTls(certificate, key, clientAuth, trusted, protocol);
    }

    private static Map<String, String> users(Section section) {
        Map<String, String> users = new TreeMap<>();
        for (String name : section.keys()) {
            Setting setting = section.find(name);
            if (setting == null) {
                continue;
            }
            String hash = setting.characters();
            if (!BCRYPT.matcher(hash).matches()) {
                // Whatever stands here may be the password itself, so it is not shown.
                setting.refuse("something else than a bcrypt hash", "the output of: htpasswd -nB USER", null);
            } else if (name.isEmpty() || name.indexOf(':') >= 0) {
                setting.refuse("the user name " + OneLine.quoted(name), "a user name without a colon", null);
            } else {
                users.put(name, hash);
            }
        }
        return users;
    }
}
