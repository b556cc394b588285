package io.quorumwatch.cli;

import io.quorumwatch.cli.LiveLook.TargetLook;
import io.quorumwatch.config.AgentConfig;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.ConfigVocabulary;
import io.quorumwatch.config.DurationText;
import io.quorumwatch.config.InvalidConfigException;
import io.quorumwatch.config.ListenAddress;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.config.WebConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code check} found, for people. */
final class ConfigText implements ConfigReport {

    private final PrintWriter out;
    private final ConfigVocabulary vocabulary;

    ConfigText(PrintWriter out, ConfigVocabulary vocabulary) {
        this.out = out;
        this.vocabulary = vocabulary;
    }

    @Override
    public void understood(Path file, AgentConfig config, @Nullable WebConfig web) {
        int members = config.clusters().stream()
                .mapToInt(cluster -> cluster.members().size())
                .sum();
        out.printf(
                "%s is valid: %s, %s%n",
                file, Counted.of(config.clusters().size(), "cluster"), Counted.of(members, "member"));
        out.printf("%nagent %s%n", config.agent().id());
        Path journal = config.agent().journalDirectory();
        out.printf("  journal   %s%n", journal == null ? "none" : journal);
        out.printf(
                "  listens   %s, %s%n",
                new ListenAddress(config.http().host(), config.http().port()), access(web));
        List<String> told = new ArrayList<>(config.notification().alertmanagers());
        config.notification().webhooks().forEach(webhook -> told.add(webhook.url()));
        out.printf("  tells     %s%n", told.isEmpty() ? "nobody" : String.join(", ", told));
        config.clusters().forEach(this::cluster);
    }

    @Override
    public boolean refused(InvalidConfigException invalid) {
        return false;
    }

    @Override
    public void warned(ConfigWarning warning) {
        out.printf("%nwarning: %s: %s%n", warning.key(), warning.text());
    }

    @Override
    public void discovered(String watched, int members, List<String> problems) {
        out.printf("%n%s: %s discovered%n", watched, Counted.of(members, "member"));
        problems.forEach(problem -> out.println("  not used " + problem));
        out.flush();
    }

    @Override
    public void looked(TargetLook look) {
        String failure = look.failure() == null
                ? "answers"
                : look.error() == null ? look.failure() : look.failure() + " (" + look.error() + ")";
        out.printf(
                "%n%s/%s: %s after %d ms%n",
                look.watched(), look.member(), failure, look.took().toMillis());
        look.missing().forEach(missing -> out.println("  " + SignalText.missing(missing)));
        out.flush();
    }

    private void cluster(ClusterConfig cluster) {
        out.printf(
                "%n%s, profile %s: a look every %s, of at most %s%s%n",
                cluster.name(),
                cluster.profile(),
                DurationText.format(cluster.pollEvery()),
                DurationText.format(cluster.scrapeTimeout()),
                cluster.critical() ? "" : ", not critical");
        Set<String> defaults = ConfigWords.defaults(cluster, vocabulary);
        cluster.parameters()
                .values()
                .forEach((name, value) -> out.printf(
                        "  parameter %s: %s%s%n",
                        name, ConfigWords.value(value), defaults.contains(name) ? " (default)" : ""));
        cluster.thresholds().entrySet().stream()
                .sorted((one, other) -> one.getKey().compareTo(other.getKey()))
                .forEach(threshold -> out.printf(
                        "  threshold %s: %s%n", threshold.getKey(), ConfigWords.threshold(threshold.getValue())));
        cluster.members().forEach(this::member);
        ConfigWords.discovery(cluster.discover()).forEach(source -> out.printf("  discovers %s%n", source));
    }

    private void member(MemberConfig member) {
        String logs = member.logs() == null ? "" : ", logs: " + ConfigWords.logs(member.logs());
        Object metrics = member.metrics() == null ? "no metrics page" : member.metrics();
        out.printf("  member    %s, %s, %s%s%n", member.name(), member.role(), metrics, logs);
    }

    private static String access(@Nullable WebConfig web) {
        if (web == null) {
            return "plain HTTP, open to everybody";
        }
        String users = web.users().isEmpty()
                ? "open to everybody"
                : Counted.of(web.users().size(), "user");
        return (web.tls() == null ? "plain HTTP, " : "TLS, ") + users;
    }
}
