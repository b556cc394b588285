package io.quorumwatch.config;

import io.quorumwatch.config.ConfigVocabulary.ProfileTerms;
import io.quorumwatch.config.MemberConfig.Access;
import io.quorumwatch.config.MemberConfig.LogSource;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the members of one cluster. */
final class MemberReader {

    private static final String METRICS_PATH = "/metrics";

    private final @Nullable ProfileTerms terms;
    private final AccessReader access;
    private final LogSourceReader logs;
    private final Names names = new Names(Set.of());
    private final Map<String, String> addresses = new HashMap<>();

    /** Without terms (the profile is unknown, and that is being complained about) every role passes. */
    MemberReader(@Nullable ProfileTerms terms, FilePaths files) {
        this.terms = terms;
        this.access = new AccessReader(files);
        this.logs = new LogSourceReader(files);
    }

    List<MemberConfig> readAll(List<Setting> settings, Access inherited) {
        List<MemberConfig> members = new ArrayList<>();
        for (Setting setting : settings) {
            MemberConfig member = read(setting, inherited);
            if (member != null) {
                members.add(member);
            }
        }
        return members;
    }

    private @Nullable MemberConfig read(Setting setting, Access inherited) {
        Section section = setting.section();
        Setting nameSetting = section.find("name");
        Setting role = section.find("role");
        Setting address = section.find("metrics");
        Setting log = section.find("logs");
        URI metrics = address == null ? null : HttpAddress.read(address, METRICS_PATH);
        Access own = access.read(section, inherited, metrics);
        LogSource logSource = log == null ? null : logs.read(log);
        String name = nameSetting == null ? nameOf(metrics, address, section) : names.read(nameSetting);
        if (address == null && log == null) {
            section.missing("metrics", "the address of a metrics page, unless the member has logs");
        }
        section.close();
        if (name == null) {
            return null;
        }
        if (address != null && metrics != null) {
            String earlier = addresses.putIfAbsent(HttpAddress.identity(metrics), name);
            if (earlier != null) {
                address.refuse(
                        "the address of member " + OneLine.quoted(earlier),
                        "an address of its own for each member",
                        null);
            }
        }
        return new MemberConfig(name, role(role), metrics, own, logSource);
    }

    /** A member without a name is called by its address, {@code host:port}. */
    private @Nullable String nameOf(@Nullable URI metrics, @Nullable Setting address, Section section) {
        if (address == null) {
            section.missing("name", "a name for a member without a metrics address");
        }
        if (metrics == null || address == null) {
            return null;
        }
        String host = metrics.getHost().replaceAll("[\\[\\]]", "");
        return names.unique(metrics.getPort() < 0 ? host : host + ':' + metrics.getPort(), address);
    }

    private String role(@Nullable Setting setting) {
        if (terms == null) {
            return "";
        }
        String role = setting == null ? null : setting.oneOf(terms.roles());
        return role == null ? terms.defaultRole() : role;
    }
}
