package io.quorumwatch.face.web;

import io.quorumwatch.bus.BusMessage;
import io.quorumwatch.bus.JsonForm;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.bridge.BridgeEventType;
import io.vertx.ext.bridge.PermittedOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.sockjs.BridgeEvent;
import io.vertx.ext.web.handler.sockjs.SockJSBridgeOptions;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets subscribers elsewhere hear the public addresses of the event bus, in the JSON form of the records, and lets them send nothing.
 *
 * <p>Only WebSocket, plain or inside SockJS: the other transports of SockJS take request bodies and let other origins read. A
 * subscriber that falls behind is disconnected: it can then see that it has missed something, and comes back to a fresh start.
 * Used from one event loop.
 */
final class EventBridge implements Routes {

    static final String PATH = "/eventbus/*";

    private static final String PUBLIC = "quorumwatch\\.(health|incident|(reading|verdict|event)\\..+)";
    /** SockJS serves more: a page that loads a script from elsewhere, for transports that are off here. */
    private static final Pattern SERVED = Pattern.compile("/eventbus/(info|websocket|[^/.]+/[^/.]+/websocket)");

    private static final int ADDRESSES_EACH = 4096;
    /** The bridge asks its clients to say that they are there; who is gone is found by {@link SocketPulse} instead. */
    private static final Duration NEVER = Duration.ofDays(365);

    private final Vertx vertx;
    private final WebLimits limits;
    private final OpenSockets sockets;
    private final Set<SockJSSocket> subscribers = new HashSet<>();
    private @Nullable Object lastBody;
    private @Nullable JsonObject lastJson;

    EventBridge(Vertx vertx, WebLimits limits, OpenSockets sockets) {
        this.vertx = vertx;
        this.limits = limits;
        this.sockets = sockets;
    }

    @Override
    public void mount(Router router) {
        SockJSHandlerOptions options = new SockJSHandlerOptions().setInsertJSESSIONID(false);
        Set.of("EVENT_SOURCE", "HTML_FILE", "JSON_P", "XHR").forEach(options::addDisabledTransport);
        SockJSBridgeOptions bridge = new SockJSBridgeOptions()
                .setPingTimeout(NEVER.toMillis())
                .setMaxHandlersPerSocket(ADDRESSES_EACH)
                .addOutboundPermitted(new PermittedOptions().setAddressRegex(PUBLIC));
        router.route(PATH).handler(new SameOrigin()).handler(EventBridge::onlyWhatIsServed);
        router.route(PATH).subRouter(SockJSHandler.create(vertx, options).bridge(bridge, this::decide));
    }

    private static void onlyWhatIsServed(RoutingContext request) {
        if (!SERVED.matcher(request.normalizedPath()).matches()) {
            request.fail(404);
        } else if (request.request().method() != HttpMethod.GET) {
            Answer.methodNotAllowed("GET").to(request.request());
        } else {
            request.next();
        }
    }

    private void decide(BridgeEvent event) {
        event.tryComplete(allowed(event));
    }

    private boolean allowed(BridgeEvent event) {
        if (event.type() == BridgeEventType.SOCKET_CREATED) {
            return subscribers.size() < limits.subscribers() && subscribers.add(event.socket());
        }
        if (event.type() == BridgeEventType.SOCKET_CLOSED || event.type() == BridgeEventType.SOCKET_ERROR) {
            subscribers.remove(event.socket());
            return true;
        }
        return event.type() != BridgeEventType.RECEIVE || translated(event);
    }

    /** The bus carries records, the bridge can write only JSON: the message is put into its JSON form on its way out. */
    private boolean translated(BridgeEvent event) {
        JsonObject envelope = event.getRawMessage();
        if (!(envelope.getValue("body") instanceof BusMessage body)) {
            return false;
        }
        OpenSocket socket = sockets.of(event.socket().routingContext().request().connection());
        if (socket == null) {
            return false;
        }
        if (socket.isBehind()) {
            socket.cutOff();
            return false;
        }
        envelope.put("body", json(body));
        return true;
    }

    /** All subscribers of an address are served one after the other, so remembering one body is enough to make its JSON once. */
    private JsonObject json(BusMessage body) {
        if (body != lastBody || lastJson == null) {
            lastBody = body;
            lastJson = new JsonObject(JsonForm.of(body));
        }
        return lastJson;
    }
}
