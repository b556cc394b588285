package io.quorumwatch.simulate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.simulate.CommitteeOptions;
import io.quorumwatch.simulate.Fault;
import io.quorumwatch.simulate.SimulatedCommittee;
import io.quorumwatch.testing.OnLoop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoRoutesVertxTest {

    private static final Instant START = Instant.parse("2026-11-21T05:46:00Z");

    private record Answer(int status, JsonObject body) {}

    private final Vertx vertx = Vertx.vertx();
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final SimulatedMembers members =
            new SimulatedMembers(vertx, new SimulatedCommittee(CommitteeOptions.demo(), START), now::get);
    private final HttpClient http = vertx.createHttpClient();
    private int port;

    @BeforeEach
    void start() throws TimeoutException {
        await(members.start());
        Router router = Router.router(vertx);
        new DemoRoutes(members).mount(router);
        HttpServer server =
                await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
        port = server.actualPort();
    }

    @AfterEach
    void stop() throws TimeoutException {
        await(members.stop());
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(10, TimeUnit.SECONDS);
    }

    private Answer ask(HttpMethod method, String path) throws TimeoutException {
        return await(OnLoop.ask(
                vertx,
                () -> http.request(method, port, "127.0.0.1", "/api/v1/demo/faults" + path)
                        .compose(request -> request.send())
                        .compose(response ->
                                response.body().map(body -> new Answer(response.statusCode(), body.toJsonObject())))));
    }

    private static JsonObject named(JsonArray array, String key, String value) {
        return array.stream()
                .map(JsonObject.class::cast)
                .filter(each -> value.equals(each.getString(key)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void listsFaultsScenariosAndWhatIsTrue() throws TimeoutException {
        now.set(START.plusSeconds(20));
        await(members.heal());
        Answer answer = ask(HttpMethod.GET, "");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().getJsonArray("faults")).hasSize(Fault.values().length);
        JsonObject kill = named(answer.body().getJsonArray("faults"), "fault", "kill");
        assertThat(kill.getString("needs")).isEqualTo("member");
        assertThat(kill.getString("query")).isEqualTo("?member=m");
        JsonObject cut = named(answer.body().getJsonArray("faults"), "fault", "cut");
        assertThat(cut.getString("query")).isEqualTo("?member=m&peer=p");
        assertThat(kill.getJsonArray("active")).isEmpty();
        assertThat(named(answer.body().getJsonArray("scenarios"), "name", "leader-kill")
                        .getString("description"))
                .isNotBlank();
        JsonObject member = named(answer.body().getJsonArray("members"), "member", "server-1");
        assertThat(member.getInteger("port")).isEqualTo(members.ports().get("server-1"));
        assertThat(member.getJsonArray("bonded_to")).hasSize(2);
        assertThat(member.getLong("commit_index")).isPositive();
    }

    @Test
    void killsThePresentLeaderWhenNobodyIsNamedAndHealsEverything() throws TimeoutException {
        now.set(START.plusSeconds(20));
        Answer killed = ask(HttpMethod.POST, "/kill");
        assertThat(killed.status()).isEqualTo(200);
        String member = killed.body().getJsonArray("members").getString(0);
        Answer list = ask(HttpMethod.GET, "");
        assertThat(named(list.body().getJsonArray("members"), "member", member).getBoolean("running"))
                .isFalse();
        assertThat(named(list.body().getJsonArray("faults"), "fault", "kill").getJsonArray("active"))
                .hasSize(1);

        assertThat(ask(HttpMethod.DELETE, "").body().getJsonArray("healed")).containsExactly("kill");
        list = ask(HttpMethod.GET, "");
        assertThat(named(list.body().getJsonArray("members"), "member", member).getBoolean("running"))
                .isTrue();
        assertThat(named(list.body().getJsonArray("faults"), "fault", "kill").getJsonArray("active"))
                .isEmpty();
    }

    @Test
    void cutsTheLinkBetweenTheTwoThatAreNamed() throws TimeoutException {
        Answer cut = ask(HttpMethod.POST, "/cut?member=server-1&peer=server-3");
        assertThat(cut.status()).isEqualTo(200);
        assertThat(cut.body().getJsonArray("members")).containsExactly("server-1", "server-3");
    }

    @Test
    void answersMistakesWithARemedy() throws TimeoutException {
        Answer fault = ask(HttpMethod.POST, "/explode");
        assertThat(fault.status()).isEqualTo(404);
        assertThat(fault.body().getString("remedy")).contains("kill, restart, pause, partition");
        Answer member = ask(HttpMethod.POST, "/kill?member=server-7");
        assertThat(member.status()).isEqualTo(404);
        assertThat(member.body().getString("remedy")).contains("server-1, server-2, server-3");
        Answer side = ask(HttpMethod.POST, "/partition?member=server-1&member=server-2&member=server-3");
        assertThat(side.status()).isEqualTo(400);
        assertThat(side.body().getString("error")).contains("one side");
        assertThat(ask(HttpMethod.POST, "/kill?member=server-2").status()).isEqualTo(200);
        assertThat(ask(HttpMethod.POST, "/pause?member=server-2").status()).isEqualTo(409);
    }
}
