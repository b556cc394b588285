package io.quorumwatch.desk.incident;

import io.quorumwatch.config.MemberConfig;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Words of the runbook with a cluster's own names in them. What looks like a command is one: it can be pasted into a POSIX shell. */
final class Steps {

    /** A shell takes these as they are. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    /** How a process says that it ends. */
    static final String HOW_IT_ENDED = "panic|fatal|error|shutting down";

    private Steps() {}

    /** The text as one word of a shell. */
    private static String word(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** Where the member runs, as far as the configuration tells. */
    static String host(MemberConfig member) {
        URI page = member.metrics();
        return page == null || page.getHost() == null ? "the host of " + member.name() : page.getHost();
    }

    /** The systemd unit that the member's log comes from, for a shell; null when the configuration does not name it. */
    static @Nullable String unit(MemberConfig member) {
        String unit = member.logs() == null ? null : member.logs().settings().get("unit");
        return unit == null ? null : word(unit);
    }

    /** Looks at how the member's process ended. */
    static String lookAtProcess(MemberConfig member) {
        String unit = unit(member);
        return unit == null
                ? "on " + host(member) + ": find out why " + member.name() + " is not running, then start it"
                : "on " + host(member) + ": systemctl status --no-pager " + unit + "; journalctl -u " + unit
                        + " -n 50 --no-pager, then systemctl start " + unit;
    }

    /** Looks at what the member's process is doing. */
    static String lookAtState(MemberConfig member) {
        String unit = unit(member);
        String process = unit == null
                ? "with its process id: ps -o stat,wchan -p"
                : "ps -o stat,wchan -p $(systemctl show -p MainPID --value " + unit + ")";
        return "on " + host(member) + ": look at the state of the process of " + member.name() + " (" + process
                + "; T is stopped, D waits for a disk)";
    }

    /** Begins the member anew. */
    static String restart(MemberConfig member) {
        String unit = unit(member);
        return unit == null
                ? "on " + host(member) + ": restart " + member.name()
                : "on " + host(member) + ": systemctl restart " + unit;
    }

    /** Reads the member's log for certain words. */
    static String readLog(MemberConfig member, String words) {
        String unit = unit(member);
        String path = member.logs() == null ? null : member.logs().settings().get("path");
        if (unit != null) {
            return "on " + host(member) + ": journalctl -u " + unit + " --grep='" + words + "'";
        }
        return path != null
                ? "grep -E '" + words + "' " + word(path)
                : "read the log of " + member.name() + " on " + host(member) + " for: " + words;
    }

    /** The member's page, to be read for a metric. */
    static String page(MemberConfig member, String metric) {
        return member.metrics() == null
                ? "look for " + metric + " on the metrics page of " + member.name()
                : "curl -s " + word(member.metrics().toString()) + " | grep " + metric;
    }

    /** Shows what is wrong with the member's page. */
    static String inspect(MemberConfig member) {
        return member.metrics() == null
                ? "look at the metrics page of " + member.name()
                : "quorumwatch inspect " + word(member.metrics().toString()) + " --samples | head -n 5";
    }

    /** Shows the certificate with which the member answers. */
    static String showCertificate(MemberConfig member) {
        URI page = member.metrics();
        if (page == null || page.getHost() == null) {
            return inspect(member);
        }
        String server = word(page.getHost() + ":" + (page.getPort() < 0 ? 443 : page.getPort()));
        return "openssl s_client -connect " + server + " </dev/null | openssl x509 -noout -dates -subject -issuer"
                + " -ext subjectAltName";
    }

    /** Tells a page that is slow from one that we alone cannot reach. */
    static String askOnItsHost(MemberConfig member) {
        return member.metrics() == null
                ? "look at the metrics page of " + member.name() + " on its own host"
                : "on " + host(member) + ": curl -m 5 " + word(member.metrics().toString())
                        + " (an answer at once is a firewall or a route between us)";
    }

    static String time(@Nullable Instant at) {
        return at == null
                ? "an unknown time"
                : at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Facts as a person would write them. */
    static String words(Map<String, Object> facts) {
        return facts.entrySet().stream()
                .map(fact -> fact.getKey().replace('_', ' ') + " " + fact.getValue())
                .collect(Collectors.joining(", "));
    }

    static String list(Collection<String> names) {
        return String.join(", ", names);
    }
}
