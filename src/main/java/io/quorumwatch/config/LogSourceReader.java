package io.quorumwatch.config;

import io.quorumwatch.config.MemberConfig.LogSource;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads where a member's log comes from: exactly one of the four kinds. */
final class LogSourceReader {

    private static final String ALLOWED = "one of file, gateway, journal, push";
    private static final String UNIT_ALLOWED = "the name of a systemd unit";

    // Unit names go to another program as an argument, so none may look like an option.
    private static final Pattern UNIT = Pattern.compile("[A-Za-z0-9:_.\\\\@][A-Za-z0-9:_.\\\\@-]{0,254}");

    private final FilePaths files;

    LogSourceReader(FilePaths files) {
        this.files = files;
    }

    @Nullable
    LogSource read(Setting setting) {
        Section kinds = setting.section();
        Setting journal = kinds.find("journal");
        Setting gateway = kinds.find("gateway");
        Setting file = kinds.find("file");
        Setting push = kinds.find("push");
        kinds.close();
        List<String> present = List.of("journal", "gateway", "file", "push").stream()
                .filter(kinds.keys()::contains)
                .toList();
        if (present.size() != 1) {
            if (present.size() > 1 || kinds.keys().isEmpty()) {
                setting.refuse(present.isEmpty() ? "nothing" : String.join(" and ", present), ALLOWED, null);
            }
            return null;
        }
        Map<String, String> settings = new TreeMap<>();
        if (journal != null) {
            Section keys = journal.section();
            put(settings, "unit", unit(keys));
            keys.close();
        } else if (gateway != null) {
            Section keys = gateway.section();
            put(settings, "url", address(keys));
            put(settings, "unit", unit(keys));
            keys.close();
        } else if (file != null) {
            put(settings, "path", path(file));
        } else if (push != null) {
            Section keys = push.section();
            put(settings, "token-file", files.secret(keys.require("token-file", "the path of a file with the token")));
            keys.close();
        }
        return new LogSource(present.get(0), settings);
    }

    private @Nullable Path path(Setting file) {
        if (!file.isMapping()) {
            return files.any(file);
        }
        Section keys = file.section();
        Setting path = keys.require("path", "the path of a file");
        keys.close();
        return path == null ? null : files.any(path);
    }

    private static @Nullable String unit(Section keys) {
        Setting setting = keys.require("unit", UNIT_ALLOWED);
        String unit = setting == null ? null : setting.text(UNIT_ALLOWED);
        if (setting != null && unit != null && !UNIT.matcher(unit).matches()) {
            setting.refuse(UNIT_ALLOWED);
        }
        return unit;
    }

    private static @Nullable URI address(Section keys) {
        Setting url = keys.require("url", "the address of a systemd-journal-gatewayd");
        return url == null ? null : HttpAddress.read(url, "/entries");
    }

    private static void put(Map<String, String> settings, String key, @Nullable Object value) {
        if (value != null) {
            settings.put(key, value.toString());
        }
    }
}
