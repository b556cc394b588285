package io.quorumwatch.config;

import io.quorumwatch.config.MemberConfig.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads where further members come from. Whether the files and names exist is seen while running: they may come and go. */
final class DiscoverReader {

    private static final String PATTERN_ALLOWED =
            "a path that ends in .json, .yml or .yaml, with * in its last part only";
    private static final Pattern FILE_PATTERN = Pattern.compile("([^*]*/)?[^/]*\\.(json|yml|yaml)");
    private static final String NAME_ALLOWED = "a DNS name";
    private static final Pattern DNS_NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]{0,251}[A-Za-z0-9_.])?");

    private final FilePaths files;

    DiscoverReader(FilePaths files) {
        this.files = files;
    }

    @Nullable
    DiscoverConfig read(@Nullable Setting setting, Access access) {
        if (setting == null || setting.isNothing()) {
            return null;
        }
        Section section = setting.section();
        List<String> patterns = new ArrayList<>();
        for (Setting pattern : section.items("file-sd")) {
            String text = pattern.text(PATTERN_ALLOWED);
            if (text != null && !FILE_PATTERN.matcher(text).matches()) {
                pattern.refuse(PATTERN_ALLOWED);
            } else if (text != null) {
                patterns.add(text);
            }
        }
        Setting dns = section.find("dns");
        section.close();
        if (dns == null) {
            return new DiscoverConfig(patterns, files.directory(), null, "SRV", 0, access);
        }
        Section keys = dns.section();
        Setting name = keys.require("name", NAME_ALLOWED);
        Setting type = keys.find("type");
        Setting port = keys.find("port");
        String typeWord = type == null ? "SRV" : type.oneOf(List.of("SRV", "A", "AAAA"));
        Long number = port == null ? null : port.wholeNumber(1, 65_535);
        if (port != null && "SRV".equals(typeWord)) {
            port.refuse("a port beside type SRV", "no port, since SRV records carry it", null);
        }
        if (port == null && typeWord != null && !typeWord.equals("SRV")) {
            keys.missing("port", "the members' port, since " + typeWord + " records carry none");
        }
        keys.close();
        return new DiscoverConfig(
                patterns,
                files.directory(),
                dnsName(name),
                typeWord == null ? "SRV" : typeWord,
                number == null ? 0 : number.intValue(),
                access);
    }

    private static @Nullable String dnsName(@Nullable Setting setting) {
        String name = setting == null ? null : setting.text(NAME_ALLOWED);
        if (setting != null && name != null && !DNS_NAME.matcher(name).matches()) {
            setting.refuse(NAME_ALLOWED);
        }
        return name;
    }
}
