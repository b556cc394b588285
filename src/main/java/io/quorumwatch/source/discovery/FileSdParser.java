package io.quorumwatch.source.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import io.quorumwatch.config.MemberConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the format of Prometheus' {@code file_sd}: a list of groups, each with {@code targets} and perhaps {@code labels}. A group or a
 * target that cannot be used is told of and left out, and the others count; a file that is none at all is refused as a whole. Pure.
 */
final class FileSdParser {

    /** Ten times the largest fleet that one process is meant to watch. */
    static final int MOST_TARGETS = 10_000;

    /** Problems of one file that are told of one by one. */
    static final int MOST_PROBLEMS = 20;

    private static final Set<String> KEYS = Set.of("targets", "labels");

    private final TargetReader targets;

    FileSdParser(TargetReader targets) {
        this.targets = targets;
    }

    /**
     * What the file says.
     *
     * @param name its name, which also says whether it is JSON or YAML
     * @throws UnusableException when it says nothing that can be used, since it is broken or too large
     */
    Found parse(String name, byte[] content) throws UnusableException {
        JsonNode groups = name.endsWith(".json") ? SdTree.ofJson(content) : SdTree.ofYaml(content);
        if (!groups.isArray()) {
            throw new UnusableException(DiscoveryFailure.BROKEN_FILE, "no list of target groups");
        }
        Reading reading = new Reading(name);
        for (JsonNode group : groups) {
            reading.group(group);
        }
        reading.tellOfTheRest();
        return new Found(reading.members, reading.problems);
    }

    private final class Reading {

        private final String source;
        private final List<MemberConfig> members = new ArrayList<>();
        private final List<DiscoveryProblem> problems = new ArrayList<>();
        private int seen;
        private int untold;

        Reading(String source) {
            this.source = source;
        }

        void group(JsonNode group) throws UnusableException {
            try {
                Map<String, String> labels = labels(group);
                for (JsonNode target : group.path("targets")) {
                    if (++seen > MOST_TARGETS) {
                        throw new UnusableException(
                                DiscoveryFailure.TOO_LARGE, "more than " + MOST_TARGETS + " targets");
                    }
                    target(target, labels);
                }
            } catch (BadGroup bad) {
                tell(new DiscoveryProblem(source, DiscoveryFailure.BAD_GROUP, bad.what));
                if (++seen > MOST_TARGETS) {
                    throw new UnusableException(DiscoveryFailure.TOO_LARGE, "more than " + MOST_TARGETS + " groups");
                }
            }
        }

        private void target(JsonNode target, Map<String, String> labels) {
            try {
                if (!target.isTextual()) {
                    throw new UnusableException(DiscoveryFailure.BAD_ADDRESS, target + ", expected a text");
                }
                members.add(targets.read(target.textValue(), labels));
            } catch (UnusableException unusable) {
                tell(unusable.in(source));
            }
        }

        private void tell(DiscoveryProblem problem) {
            if (problems.size() < MOST_PROBLEMS) {
                problems.add(problem);
            } else {
                untold++;
            }
        }

        private void tellOfTheRest() {
            if (untold > 0) {
                DiscoveryFailure reason = problems.get(problems.size() - 1).reason();
                problems.add(new DiscoveryProblem(source, reason, "and " + untold + " more entries of no use"));
            }
        }
    }

    private static Map<String, String> labels(JsonNode group) throws BadGroup {
        if (!group.isObject()) {
            throw new BadGroup("an entry that is no group");
        }
        Set<String> unknown = new TreeSet<>();
        group.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            throw new BadGroup("unknown keys " + unknown + ", expected targets and labels");
        }
        JsonNode targets = group.path("targets");
        if (!targets.isArray()) {
            throw new BadGroup("targets that are no list");
        }
        JsonNode labels = group.path("labels");
        if (!(labels.isObject() || labels.isNull() || labels.isMissingNode())) {
            throw new BadGroup("labels that are no map");
        }
        Map<String, String> read = new HashMap<>();
        for (Map.Entry<String, JsonNode> label : labels.properties()) {
            if (!label.getValue().isTextual()) {
                throw new BadGroup("label " + label.getKey() + " that is no text");
            }
            read.put(label.getKey(), label.getValue().textValue());
        }
        return read;
    }

    /** A group that cannot be used, which costs no other. */
    private static final class BadGroup extends Exception {

        private static final long serialVersionUID = 1L;

        private final String what;

        BadGroup(String what) {
            super(what);
            this.what = what;
        }
    }
}
