package io.quorumwatch.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.profile.Profiles;
import io.quorumwatch.replay.RecordedLook;
import io.quorumwatch.replay.RecordedPages;
import io.quorumwatch.source.exposition.ExpositionLimits;
import io.quorumwatch.source.exposition.ExpositionParser;
import io.quorumwatch.source.exposition.Page;
import io.quorumwatch.source.scrape.Look;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** A recording of a real cluster among the test resources, as looks and as what the members themselves knew. */
public final class Recording {

    private static final Path ALL = Path.of("src", "test", "resources", "recordings");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, SoftReference<List<Look>>> PARSED = new ConcurrentHashMap<>();

    private final Path directory;

    private Recording(Path directory) {
        this.directory = directory;
    }

    /** The recording of this name, such as {@code mosaik/healthy-3}. */
    public static Recording of(String name) {
        return new Recording(ALL.resolve(name));
    }

    /** The names of the recordings of this kind, {@code mosaik} or {@code etcd}, sorted. */
    public static List<String> names(String kind) {
        try (var directories = Files.list(ALL.resolve(kind))) {
            return directories
                    .map(directory -> kind + "/" + directory.getFileName())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is. */
    public Path directory() {
        return directory;
    }

    /** The clusters of its configuration. */
    public List<ClusterConfig> clusters() {
        return TestClusters.load(directory.resolve("quorumwatch.yaml"));
    }

    /** The looks at this cluster in the order of their answers, with the samples of the families that pass. */
    public List<Look> looks(ClusterConfig cluster, Predicate<String> families) {
        List<Look> looks = new ArrayList<>();
        for (Look look : looks(cluster)) {
            looks.add(new Look(
                    look.watched(),
                    look.member(),
                    look.askedAt(),
                    look.answeredAt(),
                    look.failure(),
                    Pages.only(look.page(), families),
                    look.extra()));
        }
        return looks;
    }

    /** The looks at this cluster in the order of their answers; parsed once as long as there is room for them. */
    public List<Look> looks(ClusterConfig cluster) {
        String key = directory + "/" + cluster.name();
        SoftReference<List<Look>> kept = PARSED.get(key);
        List<Look> looks = kept == null ? null : kept.get();
        if (looks == null) {
            looks = List.copyOf(parse(cluster));
            PARSED.put(key, new SoftReference<>(looks));
        }
        return looks;
    }

    private List<Look> parse(ClusterConfig cluster) {
        Map<String, MemberConfig> members = new HashMap<>();
        cluster.members().forEach(member -> members.put(member.name(), member));
        ExpositionParser parser =
                new ExpositionParser(Profiles.load().readerFor(cluster).wantedFamilies(), ExpositionLimits.DEFAULT);
        List<Look> looks = new ArrayList<>();
        try (RecordedPages pages = new RecordedPages(directory)) {
            for (RecordedLook each = pages.next(); each != null; each = pages.next()) {
                MemberConfig member = members.get(each.member());
                if (member != null) {
                    looks.add(new Look(
                            cluster.name(),
                            member,
                            each.askedAt(),
                            each.answeredAt(),
                            each.failure(),
                            each.failure() == null ? Pages.read(parser, each.body()) : Page.EMPTY,
                            false));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return looks;
    }

    /** What the members of this cluster knew, in the order of time; a line tells what holds from then on. */
    public List<Truth> truth(ClusterConfig cluster) {
        List<Truth> truth = new ArrayList<>();
        for (JsonNode json : lines("truth.jsonl")) {
            if (json.get("instance").asText().equals(cluster.name())) {
                truth.add(new Truth(
                        Instant.parse(json.get("at").asText()),
                        json.get("member").asText(),
                        json.get("leader").asBoolean(),
                        json.get("bonds").asInt(),
                        json.get("committed").asLong()));
            }
        }
        return truth;
    }

    /** What was done to the cluster, as written in {@code faults.jsonl}. */
    public List<JsonNode> faults() {
        return lines("faults.jsonl");
    }

    private List<JsonNode> lines(String file) {
        try (var lines = Files.lines(directory.resolve(file))) {
            List<JsonNode> nodes = new ArrayList<>();
            for (String line : lines.toList()) {
                nodes.add(JSON.readTree(line));
            }
            return nodes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a member knew of itself. */
    public record Truth(Instant at, String member, boolean leads, int bonds, long committed) {}
}
