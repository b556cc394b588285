package io.quorumwatch.measure;

import com.fasterxml.jackson.databind.JsonNode;
import io.quorumwatch.testing.process.ChildProcess;
import io.quorumwatch.testing.process.HttpProbe;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** A thousand members in 334 clusters of three, served by a {@link PageServer} in a process of its own. */
final class ManyTargets implements AutoCloseable {

    static final int CLUSTERS = 334;

    /** So long an agent looks at them before it is measured; by then most of what it runs is compiled. */
    static final Duration WARM_UP = Duration.ofSeconds(60);

    static final Path PAGE = Path.of("src", "test", "resources", "pages", "etcd-member.prom");

    private final ChildProcess server;
    private final HttpProbe gaps;
    private final List<Integer> members;

    private ManyTargets(ChildProcess server, HttpProbe gaps, List<Integer> members) {
        this.server = server;
        this.gaps = gaps;
        this.members = members;
    }

    /** Starts them; one in so many hangs, or none when that is 0. */
    static ManyTargets start(int hangingEvery) {
        ChildProcess server =
                JavaProgram.start(PageServer.class, PAGE.toAbsolutePath(), CLUSTERS * EtcdPage.MEMBERS, hangingEvery);
        try {
            String line = server.awaitLine("its ports", Duration.ofSeconds(60), said -> said.startsWith("ports: "));
            List<Integer> ports = Arrays.stream(
                            line.substring("ports: ".length()).split(" "))
                    .map(Integer::valueOf)
                    .toList();
            HttpProbe gaps = new HttpProbe(URI.create("http://127.0.0.1:" + ports.get(0)));
            ManyTargets targets = new ManyTargets(server, gaps, ports.subList(1, ports.size()));
            // Its first answer loads what writes JSON, and nobody else is answered for half a second.
            var unused = targets.gaps();
            return targets;
        } catch (RuntimeException | AssertionError e) {
            server.close();
            throw e;
        }
    }

    int size() {
        return members.size();
    }

    List<Integer> ports() {
        return members;
    }

    List<String> addresses() {
        return members.stream().map(port -> "127.0.0.1:" + port).toList();
    }

    /** The agent's configuration for all of them. */
    String configuration() {
        StringBuilder text = new StringBuilder(
                "http: {listen: \"127.0.0.1:0\"}\nagent: {id: measured, journal-directory: none}\nclusters:\n");
        for (int cluster = 0; cluster < CLUSTERS; cluster++) {
            text.append(
                    "  - name: cluster-%d%n    profile: etcd%n    poll-every: 1s%n    members:%n".formatted(cluster));
            for (int place = 0; place < EtcdPage.MEMBERS; place++) {
                text.append("      - {name: member-%d, metrics: \"http://127.0.0.1:%d/metrics\"}%n"
                        .formatted(place, members.get(EtcdPage.MEMBERS * cluster + place)));
            }
        }
        return text.toString();
    }

    /** How far the time between two looks at one member was from a second, since this was last asked. */
    JsonNode gaps() {
        return gaps.get("/gaps").json();
    }

    @Override
    public void close() {
        server.close();
    }
}
