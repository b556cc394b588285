package io.quorumwatch.profile.logs;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.profile.definition.LineRule;
import io.quorumwatch.profile.definition.LogRules;
import io.quorumwatch.source.logs.EventReader;
import io.quorumwatch.source.logs.line.LineParser;
import io.quorumwatch.source.logs.line.LogLine;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says by a profile what the lines of one cluster's logs mean. The same lines give the same events. Not for use by several threads
 * at once.
 *
 * <p>One process may serve several instances and is in several groups: lines about another instance, or about a group that is known
 * not to be the committee's, give no event.
 */
public final class LogReader implements EventReader {

    private final LogRules rules;
    private final LineClassifier classifier;
    private final String watched;
    private String instance;
    private final PeerDirectory peers = new PeerDirectory();
    private final Map<String, Committee> committees = new HashMap<>();
    private final Map<String, MemberConfig> members = new HashMap<>();
    private @Nullable String configuredGroup;

    private long lines;
    private long unstructured;

    public LogReader(LogRules rules, ClusterConfig cluster) {
        this.rules = rules;
        this.classifier = new LineClassifier(rules.lines());
        this.watched = cluster.name();
        this.instance = instanceOf(cluster);
        take(cluster);
    }

    @Override
    public void change(ClusterConfig cluster) {
        String other = instanceOf(cluster);
        if (!other.equals(instance)) {
            // What was learnt is about the groups of the one before.
            instance = other;
            committees.clear();
        }
        take(cluster);
        committees.keySet().retainAll(members.keySet());
        peers.keepOnly(members.keySet());
    }

    private static String instanceOf(ClusterConfig cluster) {
        String configured = cluster.parameters().text("instance");
        return configured == null ? cluster.name() : configured;
    }

    private void take(ClusterConfig cluster) {
        configuredGroup = cluster.parameters().text("group");
        members.clear();
        cluster.members().forEach(member -> members.put(member.name(), member));
    }

    /** What is known of a member's groups from its own log. */
    private static final class Committee {
        private @Nullable String group;
    }

    /**
     * What the line means, or null when it means nothing to this cluster.
     *
     * @param member whose log it stands in, one of the cluster's
     * @param line the line as it was written, without its end
     * @param readAt when it was read; an event's time is never later
     */
    @Override
    public @Nullable LogEvent read(String member, String line, Instant readAt) {
        LogLine parsed = LineParser.parse(line);
        lines++;
        unstructured += parsed.structured() ? 0 : 1;
        LineRule rule = classifier.ruleOf(parsed);
        MemberConfig config = members.get(member);
        if (rule == null || config == null) {
            return null;
        }
        Map<String, String> fields = fields(parsed);
        String lineInstance = fields.get(LogRules.INSTANCE);
        if (lineInstance != null && !lineInstance.equals(instance)) {
            return null;
        }
        learn(member, rule.kind(), fields);
        if (aboutAnotherGroup(member, fields.get(LogRules.GROUP))) {
            return null;
        }
        String peer = fields.get(LogRules.PEER);
        if (peer != null) {
            fields.put(LogRules.PEER, peers.nameOf(peer));
        }
        Instant written = parsed.at();
        Instant at = written == null || written.isAfter(readAt) ? readAt : written;
        return new LogEvent(watched, member, config.role(), at, readAt, rule.kind(), fields, parsed.whole());
    }

    private Map<String, String> fields(LogLine line) {
        Map<String, String> fields = new HashMap<>();
        rules.fields().forEach((name, keys) -> {
            String value = first(line, keys);
            if (value != null) {
                fields.put(name, value);
            }
        });
        return fields;
    }

    private static @Nullable String first(LogLine line, List<String> keys) {
        for (String key : keys) {
            String value = line.field(key);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private void learn(String member, EventKind kind, Map<String, String> fields) {
        String peer = fields.get(LogRules.PEER);
        if (kind == EventKind.NODE_UP && peer != null) {
            peers.told(member, peer);
        }
        String group = fields.get(LogRules.COMMITTEE_GROUP);
        if (group != null) {
            committees.computeIfAbsent(member, name -> new Committee()).group = group;
        }
    }

    private boolean aboutAnotherGroup(String member, @Nullable String group) {
        if (group == null) {
            return false;
        }
        Committee learned = committees.get(member);
        String ours = configuredGroup != null ? configuredGroup : learned == null ? null : learned.group;
        return ours != null && !PeerDirectory.sameIdentity(ours, group);
    }

    /** Lines read since the start. */
    public long lines() {
        return lines;
    }

    /** Lines among them that are in no known format: stack traces, and what is broken. */
    @Override
    public long unstructured() {
        return unstructured;
    }
}
