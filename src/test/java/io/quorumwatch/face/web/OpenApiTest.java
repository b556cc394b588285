package io.quorumwatch.face.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.desk.health.SetClock;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class OpenApiTest {

    private final Map<?, ?> description = read();

    @Test
    void describesExactlyThePathsThatAreAnswered() {
        Set<String> described = new TreeSet<>();
        object(description, "paths").keySet().forEach(path -> described.add(String.valueOf(path)));
        assertThat(described).isEqualTo(answered());
    }

    @Test
    void saysForEveryPathWhatItIsAndWhatCanComeBack() {
        object(description, "paths").forEach((path, item) -> {
            Map<?, ?> get = operation(item);
            assertThat((String) get.get("summary")).as("%s", path).isNotBlank();
            assertThat(object(get, "responses")).as("%s", path).isNotEmpty();
        });
    }

    @Test
    void refersOnlyToWhatItDefines() {
        List<String> references = new ArrayList<>();
        collect(description, references);
        assertThat(references).isNotEmpty().allSatisfy(reference -> {
            Object found = description;
            for (String step : reference.substring("#/".length()).split("/")) {
                found = found instanceof Map<?, ?> map ? map.get(step) : null;
            }
            assertThat(found).as(reference).isNotNull();
        });
    }

    @Test
    void namesEveryParameterOfAPath() {
        object(description, "paths").forEach((path, item) -> {
            String text = String.valueOf(operation(item).get("parameters"));
            for (String part : String.valueOf(path).split("/")) {
                if (part.startsWith("{")) {
                    String name = part.substring(1, part.length() - 1);
                    assertThat(text).as("%s", path).containsAnyOf("parameters/" + name, "name=" + name);
                }
            }
        });
    }

    /** What the path is for: it is read, or something is pushed to it. */
    private static Map<?, ?> operation(Object item) {
        Map<?, ?> path = (Map<?, ?>) item;
        return object(path, path.containsKey("post") ? "post" : "get");
    }

    private static Set<String> answered() {
        SetClock clock = new SetClock(Site.START);
        WebSources sources = Site.nothing();
        Vertx vertx = Vertx.vertx();
        try {
            Router router = Router.router(vertx);
            WebFace.routes(
                            vertx,
                            new HealthRoutes(new HealthPages(sources.health(), vertx.getOrCreateContext())),
                            new ProbeRoutes(sources.clusters(), clock),
                            new EventBridge(vertx, WebLimits.DEFAULT, new OpenSockets(1, () -> {})),
                            sources,
                            clock)
                    .forEach(routes -> routes.mount(router));
            Set<String> paths = new TreeSet<>();
            for (Route route : router.getRoutes()) {
                String path = Objects.requireNonNull(route.getPath());
                boolean pushes = route.methods() != null && route.methods().contains(HttpMethod.POST);
                boolean reads = route.methods() != null && route.methods().contains(HttpMethod.GET);
                boolean whatever = !route.isExactPath() && !pushes;
                if (reads || whatever || (pushes && route.isExactPath())) {
                    paths.add(path.replaceAll(":([a-z]+)", "{$1}").replaceAll("/\\*?$", "/*"));
                }
            }
            return paths;
        } finally {
            vertx.close();
        }
    }

    private static void collect(Object node, List<String> references) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if ("$ref".equals(key)) {
                    references.add(String.valueOf(value));
                }
                collect(value, references);
            });
        } else if (node instanceof List<?> list) {
            list.forEach(item -> collect(item, references));
        }
    }

    private static Map<?, ?> object(Map<?, ?> map, String key) {
        return (Map<?, ?>) Objects.requireNonNull(map.get(key), key);
    }

    private static Map<?, ?> read() {
        InputStream resource = Objects.requireNonNull(OpenApiRoute.class.getResourceAsStream(OpenApiRoute.RESOURCE));
        return new Yaml().load(resource);
    }
}
