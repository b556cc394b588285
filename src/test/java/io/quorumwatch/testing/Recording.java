package io.quorumwatch.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.source.exposition.Page;
import io.quorumwatch.source.scrape.Look;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/** A recording of a real cluster among the test resources, as looks and as what the members themselves knew. */
public final class Recording {

    private static final Path ALL = Path.of("src", "test", "resources", "recordings");
    private static final ObjectMapper JSON = new ObjectMapper();

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

    /** The clusters of its configuration. */
    public List<ClusterConfig> clusters() {
        return TestClusters.read(directory.resolve("quorumwatch.yaml"));
    }

    /** The looks at this cluster in their order, with the samples of the families that pass. */
    public List<Look> looks(ClusterConfig cluster, Predicate<String> families) {
        List<Look> looks = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(directory.resolve("pages.jsonl.gz"))),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode json = JSON.readTree(line);
                Optional<MemberConfig> member = cluster.members().stream()
                        .filter(each -> each.name().equals(json.get("member").asText()))
                        .findFirst();
                member.ifPresent(found -> looks.add(look(cluster.name(), found, json, families)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return looks;
    }

    private static Look look(String watched, MemberConfig member, JsonNode json, Predicate<String> families) {
        Instant asked = Instant.ofEpochMilli(json.get("at").asLong());
        Instant answered = asked.plusMillis(json.path("took").asLong());
        if (json.has("error")) {
            ScrapeFailure failure =
                    ScrapeFailure.valueOf(json.get("error").asText().toUpperCase(Locale.ROOT));
            return new Look(watched, member, asked, answered, failure, Page.EMPTY, false);
        }
        Page page = Pages.of(json.get("body").asText(), families);
        return new Look(watched, member, asked, answered, null, page, false);
    }

    /** What the members of this cluster knew, in the order of time; a line tells what holds from then on. */
    public List<Truth> truth(ClusterConfig cluster) {
        try (var lines = Files.lines(directory.resolve("truth.jsonl"))) {
            List<Truth> truth = new ArrayList<>();
            for (String line : lines.toList()) {
                JsonNode json = JSON.readTree(line);
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
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a member knew of itself. */
    public record Truth(Instant at, String member, boolean leads, int bonds, long committed) {}
}
