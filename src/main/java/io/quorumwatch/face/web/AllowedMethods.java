package io.quorumwatch.face.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.Set;
import java.util.TreeSet;

/** Which methods a path knows, for paths whose routes do not say so themselves: those that others add. */
final class AllowedMethods {

    private AllowedMethods() {}

    /** The methods of all routes to the path, in the form of the {@code Allow} header; empty when there is no route to it. */
    static String of(Router router, String path) {
        String[] asked = path.split("/", -1);
        Set<String> allowed = new TreeSet<>();
        for (Route route : router.getRoutes()) {
            if (route.getPath() != null
                    && route.methods() != null
                    && leadsTo(route.getPath().split("/", -1), asked)) {
                route.methods().stream().map(HttpMethod::name).forEach(allowed::add);
            }
        }
        return String.join(", ", allowed);
    }

    private static boolean leadsTo(String[] pattern, String[] asked) {
        if (pattern.length != asked.length) {
            return false;
        }
        for (int i = 0; i < pattern.length; i++) {
            if (!pattern[i].startsWith(":") && !pattern[i].equals(asked[i])) {
                return false;
            }
        }
        return true;
    }
}
