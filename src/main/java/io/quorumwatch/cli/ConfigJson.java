package io.quorumwatch.cli;

import io.quorumwatch.cli.LiveLook.TargetLook;
import io.quorumwatch.config.AgentConfig;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.ConfigProblem;
import io.quorumwatch.config.ConfigVocabulary;
import io.quorumwatch.config.DurationText;
import io.quorumwatch.config.InvalidConfigException;
import io.quorumwatch.config.ListenAddress;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.config.WebConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What {@code check} found, for programs: lines of {@code kind} agent, cluster, warning, discovered, look and problem. */
final class ConfigJson implements ConfigReport {

    private final JsonLines lines;
    private final ConfigVocabulary vocabulary;

    ConfigJson(PrintWriter out, ConfigVocabulary vocabulary) {
        this.lines = new JsonLines(out);
        this.vocabulary = vocabulary;
    }

    @Override
    public void understood(Path file, AgentConfig config, @Nullable WebConfig web) {
        Map<String, Object> agent = line("agent");
        agent.put("file", file.toString());
        agent.put("id", config.agent().id());
        Path journal = config.agent().journalDirectory();
        agent.put("journal_directory", journal == null ? null : journal.toString());
        agent.put(
                "listen", new ListenAddress(config.http().host(), config.http().port()).toString());
        agent.put("tls", web != null && web.tls() != null);
        agent.put(
                "users",
                web == null ? List.of() : web.users().keySet().stream().sorted().toList());
        agent.put("alertmanagers", config.notification().alertmanagers());
        agent.put(
                "webhooks",
                config.notification().webhooks().stream()
                        .map(AgentConfig.Webhook::url)
                        .toList());
        lines.write(agent);
        config.clusters().forEach(this::cluster);
    }

    @Override
    public boolean refused(InvalidConfigException invalid) {
        for (ConfigProblem problem : invalid.problems()) {
            Map<String, Object> line = line("problem");
            line.put("file", problem.file());
            line.put("line", problem.line());
            line.put("key", problem.key());
            line.put("found", problem.found());
            line.put("allowed", problem.allowed());
            line.put("nearest", problem.nearest());
            lines.write(line);
        }
        return true;
    }

    @Override
    public void warned(ConfigWarning warning) {
        Map<String, Object> line = line("warning");
        line.put("key", warning.key());
        line.put("reason", warning.reason());
        line.put("text", warning.text());
        lines.write(line);
    }

    @Override
    public void discovered(String watched, int members, List<String> problems) {
        Map<String, Object> line = line("discovered");
        line.put("watched", watched);
        line.put("members", members);
        line.put("problems", problems);
        lines.write(line);
    }

    @Override
    public void looked(TargetLook look) {
        Map<String, Object> line = line("look");
        line.put("watched", look.watched());
        line.put("member", look.member());
        line.put("took_ms", look.took().toMillis());
        line.put("failure", look.failure());
        line.put("error", look.error());
        line.put("missing", look.missing());
        lines.write(line);
    }

    private void cluster(ClusterConfig cluster) {
        Map<String, Object> line = line("cluster");
        line.put("watched", cluster.name());
        line.put("profile", cluster.profile());
        line.put("poll_every", DurationText.format(cluster.pollEvery()));
        line.put("scrape_timeout", DurationText.format(cluster.scrapeTimeout()));
        line.put("critical", cluster.critical());
        Map<String, String> parameters = new TreeMap<>();
        cluster.parameters().values().forEach((name, value) -> parameters.put(name, ConfigWords.value(value)));
        line.put("parameters", parameters);
        line.put("defaults", ConfigWords.defaults(cluster, vocabulary));
        Map<String, String> thresholds = new TreeMap<>();
        cluster.thresholds().forEach((key, override) -> thresholds.put(key, ConfigWords.threshold(override)));
        line.put("thresholds", thresholds);
        line.put("members", cluster.members().stream().map(ConfigJson::member).toList());
        line.put("discover", ConfigWords.discovery(cluster.discover()));
        lines.write(line);
    }

    private static Map<String, Object> member(MemberConfig member) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("member", member.name());
        object.put("role", member.role());
        object.put("metrics", member.metrics() == null ? null : member.metrics().toString());
        object.put("logs", member.logs() == null ? null : ConfigWords.logs(member.logs()));
        return object;
    }

    private static Map<String, Object> line(String kind) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("kind", kind);
        return line;
    }
}
