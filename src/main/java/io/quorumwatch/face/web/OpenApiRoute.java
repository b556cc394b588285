package io.quorumwatch.face.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** {@code /openapi.yaml}: what can be asked here, as it is written beside this class. */
final class OpenApiRoute implements Routes {

    static final String RESOURCE = "openapi.yaml";

    @Override
    public void mount(Router router) {
        Answer description = Answer.of(200, "application/yaml; charset=utf-8", read());
        Routes.read(router, "/openapi.yaml", request -> description.to(request.request()));
    }

    private static Buffer read() {
        try (InputStream resource = OpenApiRoute.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("the program is incomplete: " + RESOURCE + " is missing");
            }
            return Buffer.buffer(resource.readAllBytes());
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}
