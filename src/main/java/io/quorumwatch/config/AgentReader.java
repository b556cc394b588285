package io.quorumwatch.config;

import io.quorumwatch.config.AgentConfig.AgentSettings;
import io.quorumwatch.config.AgentConfig.HttpSettings;
import io.quorumwatch.config.AgentConfig.NotifySettings;
import io.quorumwatch.config.AgentConfig.Webhook;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the whole file: the agent itself, how it serves, whom it tells, and the clusters. */
final class AgentReader {

    static final ListenAddress USUAL_LISTEN = new ListenAddress("127.0.0.1", 9745);

    private final ConfigVocabulary vocabulary;
    private final FilePaths files;

    AgentReader(ConfigVocabulary vocabulary, FilePaths files) {
        this.vocabulary = vocabulary;
        this.files = files;
    }

    AgentConfig read(Section root) {
        AgentConfig config = new AgentConfig(
                agent(root.section("agent")),
                http(root.section("http")),
                notification(root.section("notify")),
                new ClusterReader(vocabulary, files).readAll(root));
        root.close();
        return config;
    }

    private static AgentSettings agent(Section section) {
        Setting id = section.find("id");
        Setting journal = section.find("journal-directory");
        section.close();
        String name = id == null ? HostName.find() : Names.one(id);
        return new AgentSettings(
                name == null ? "" : name, journal == null ? AgentConfig.USUAL_JOURNAL : journal(journal));
    }

    /** The journal is the agent's own state and no part of the configuration: it starts from the working directory. */
    private static @Nullable Path journal(Setting setting) {
        String allowed = "the path of a directory, or none";
        String text = setting.text(allowed);
        if (text == null || text.equals("none")) {
            return null;
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException notAPath) {
            setting.refuse(allowed);
            return null;
        }
    }

    private HttpSettings http(Section section) {
        Setting listen = section.find("listen");
        Path webConfig = files.readable(section.find("web-config-file"));
        section.close();
        ListenAddress address = listen == null ? USUAL_LISTEN : listen(listen);
        return new HttpSettings(address.host(), address.port(), webConfig);
    }

    private static ListenAddress listen(Setting setting) {
        String text = setting.text(ListenAddress.ALLOWED);
        ListenAddress address = text == null ? null : ListenAddress.parse(text);
        if (text != null && address == null) {
            setting.refuse(OneLine.quoted(text), ListenAddress.ALLOWED, ListenAddress.nearest(text));
        }
        return address == null ? USUAL_LISTEN : address;
    }

    private NotifySettings notification(Section section) {
        List<String> alertmanagers = new ArrayList<>();
        for (Setting item : section.items("alertmanagers")) {
            URI address = HttpAddress.read(item, "");
            if (address != null) {
                alertmanagers.add(address.toString());
            }
        }
        List<Webhook> webhooks = new ArrayList<>();
        for (Setting item : section.items("webhooks")) {
            Section keys = item.section();
            Setting url = keys.require("url", "the address of the receiver");
            Path secret = files.secret(keys.find("secret-file"));
            keys.close();
            URI address = url == null ? null : HttpAddress.read(url, "/");
            if (address != null) {
                webhooks.add(new Webhook(address.toString(), secret));
            }
        }
        section.close();
        return new NotifySettings(alertmanagers, webhooks);
    }
}
