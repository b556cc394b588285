package io.quorumwatch.simulate.demo;

import io.quorumwatch.simulate.ActiveFault;
import io.quorumwatch.simulate.Fault;
import io.quorumwatch.simulate.MemberTruth;
import io.quorumwatch.simulate.Scenario;
import io.quorumwatch.simulate.UnknownMemberException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The faults by HTTP, only in the demonstration: {@code GET /api/v1/demo/faults} says what can be done, what is active and what is true;
 * {@code POST /api/v1/demo/faults/{fault}?member=m&peer=p} does it ({@code member} may be given several times for a side of a partition);
 * {@code DELETE /api/v1/demo/faults} heals everything. Errors are JSON with {@code error} and {@code remedy}: 404 for an unknown fault or
 * member, 400 for too many members or too few, 409 when the member is not in a state for it.
 */
public final class DemoRoutes {

    private static final String PATH = "/api/v1/demo/faults";

    private final SimulatedMembers members;

    public DemoRoutes(SimulatedMembers members) {
        this.members = members;
    }

    public void mount(Router router) {
        router.route(PATH).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::list);
        router.post(PATH + "/:fault").handler(this::inject);
        router.delete(PATH).handler(this::heal);
    }

    private void list(RoutingContext context) {
        DemoState state = members.state();
        JsonArray faults = new JsonArray();
        for (Fault fault : Fault.values()) {
            faults.add(describe(fault, state.faults()));
        }
        JsonArray scenarios = new JsonArray();
        for (Scenario scenario : Scenario.ALL) {
            scenarios.add(new JsonObject()
                    .put("name", scenario.name())
                    .put("description", scenario.description())
                    .put("length_seconds", scenario.length().toSeconds()));
        }
        JsonArray truths = new JsonArray();
        state.members().forEach(truth -> truths.add(describe(truth)));
        answer(
                context,
                200,
                new JsonObject()
                        .put("at", state.at().toString())
                        .put("faults", faults)
                        .put("scenarios", scenarios)
                        .put("members", truths));
    }

    private static JsonObject describe(Fault fault, List<ActiveFault> active) {
        JsonArray places = new JsonArray();
        active.stream()
                .filter(each -> each.fault() == fault)
                .forEach(each -> places.add(new JsonObject()
                        .put("members", new JsonArray(each.members()))
                        .put("since", each.since().toString())));
        return new JsonObject()
                .put("fault", fault.word())
                .put("needs", fault.needs().word())
                .put("query", query(fault.needs()))
                .put("description", fault.description())
                .put("expectation", fault.expectation())
                .put("active", places);
    }

    /** How to say whom it is done to; without it the usual target is taken. */
    private static String query(Fault.Needs needs) {
        return switch (needs) {
            case NOTHING -> "";
            case MEMBER -> "?member=m";
            case LINK -> "?member=m&peer=p";
            case SIDE -> "?member=m&member=n";
        };
    }

    private JsonObject describe(MemberTruth truth) {
        return new JsonObject()
                .put("member", truth.member())
                .put("port", members.ports().get(truth.member()))
                .put("running", truth.running())
                .put("paused", truth.paused())
                .put("leads", truth.leads())
                .put("term", truth.term())
                .put("bonded_to", new JsonArray(List.copyOf(truth.bondedTo())))
                .put("commit_index", truth.commitIndex())
                .put("rounds_finalized", truth.roundsFinalized());
    }

    private void inject(RoutingContext context) {
        String word = context.pathParam("fault");
        Optional<Fault> fault = Fault.of(word);
        if (fault.isEmpty()) {
            String known = String.join(
                    ", ", Arrays.stream(Fault.values()).map(Fault::word).toList());
            refuse(context, 404, "there is no fault " + word, "use one of " + known);
            return;
        }
        String[] targets = Stream.concat(context.queryParam("member").stream(), context.queryParam("peer").stream())
                .toArray(String[]::new);
        members.inject(fault.get(), targets)
                .onSuccess(done -> answer(
                        context,
                        200,
                        new JsonObject()
                                .put("fault", fault.get().word())
                                .put("members", new JsonArray(done))
                                .put("expectation", fault.get().expectation())))
                .onFailure(cause -> refuse(context, cause));
    }

    private void heal(RoutingContext context) {
        JsonArray healed = new JsonArray();
        members.state().faults().forEach(each -> healed.add(each.fault().word()));
        members.heal()
                .onSuccess(unused -> answer(context, 200, new JsonObject().put("healed", healed)))
                .onFailure(cause -> refuse(context, cause));
    }

    private void refuse(RoutingContext context, Throwable cause) {
        String error = String.valueOf(cause.getMessage());
        String names = String.join(", ", members.members());
        if (cause instanceof UnknownMemberException) {
            refuse(context, 404, error, "use ?member= with one of " + names);
        } else if (cause instanceof IllegalArgumentException) {
            refuse(context, 400, error, "leave the members out for the usual target, or name some of " + names);
        } else if (cause instanceof IllegalStateException) {
            refuse(context, 409, error, "heal with DELETE " + PATH);
        } else {
            context.fail(cause);
        }
    }

    private static void refuse(RoutingContext context, int status, String error, String remedy) {
        answer(context, status, new JsonObject().put("error", error).put("remedy", remedy));
    }

    private static void answer(RoutingContext context, int status, JsonObject body) {
        context.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .putHeader("cache-control", "no-store")
                .end(body.toBuffer());
    }
}
