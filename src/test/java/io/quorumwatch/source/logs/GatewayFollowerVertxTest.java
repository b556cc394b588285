package io.quorumwatch.source.logs;

import static io.quorumwatch.source.logs.Following.member;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.testing.FakeAnswer;
import io.quorumwatch.testing.FakeMember;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal gateway that we own: what it is asked, and what becomes of what it says. */
class GatewayFollowerVertxTest {

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        assertThat(vertx.close().await(20, TimeUnit.SECONDS)).isNull();
    }

    private static String entry(String cursor, String message) {
        return "{\"__CURSOR\":\"" + cursor + "\",\"_BOOT_ID\":\"01\",\"MESSAGE\":\"" + message + "\"}\n";
    }

    /** Says this to the question for the last entries, and that to the question for what follows, and hangs up or not. */
    private static FakeAnswer gateway(String last, String following, boolean ends) {
        return (socket, request) -> {
            if (!request.contains("follow&")) {
                FakeAnswer.body("200 OK", "", Buffer.buffer(last)).write(socket, request);
                return;
            }
            String chunk =
                    Integer.toHexString(following.length()) + "\r\n" + following + "\r\n" + (ends ? "0\r\n\r\n" : "");
            FakeAnswer.raw(Buffer.buffer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk))
                    .write(socket, request);
        };
    }

    private static MemberConfig at(FakeMember gateway) {
        return member(
                "s1", "gateway", Map.of("url", "http://127.0.0.1:" + gateway.port() + "/entries", "unit", "zip@acme"));
    }

    private LogSettings settings() {
        return LogSettings.in(directory);
    }

    @Test
    void beginsBehindTheLastEntry() throws Exception {
        FakeMember gateway = FakeMember.start(
                vertx,
                gateway(entry("c1", "older") + entry("c2", "old"), entry("c2", "old") + entry("c3", "new"), false));
        try (Following following = Following.of(vertx, settings(), at(gateway))) {
            assertThat(following.next(2)).containsExactly("s1 log-followed", "s1 new");
            assertThat(following.waiting()).isZero();
        }
        assertThat(gateway.requests()).hasSize(2);
        assertThat(gateway.requests().get(0))
                .startsWith("GET /entries?_SYSTEMD_UNIT=zip%40acme.service ")
                .containsIgnoringCase("accept: application/json")
                .containsIgnoringCase("range: entries=:-1:2\r\n");
        assertThat(gateway.requests().get(1))
                .startsWith("GET /entries?follow&_SYSTEMD_UNIT=zip%40acme.service ")
                .containsIgnoringCase("range: entries=c2:0:\r\n");
    }

    @Test
    void asksAgainBehindTheCursorWhenTheAnswerEnds() throws Exception {
        FakeMember gateway = FakeMember.start(vertx, gateway("", entry("c1", "one"), true));
        try (Following following = Following.of(vertx, settings(), at(gateway))) {
            assertThat(following.next(2)).containsExactly("s1 log-followed", "s1 one");
            gateway.answers(gateway(entry("c1", "one"), entry("c1", "one") + entry("c2", "two"), false));
            assertThat(following.next(1)).containsExactly("s1 two");
            assertThat(following.waiting()).isZero();
        }
        assertThat(gateway.requests().get(1)).doesNotContainIgnoringCase("range:");
        assertThat(gateway.requests().get(gateway.requests().size() - 1)).contains("entries=c1:0:");
    }

    @Test
    void goesOnBehindTheCursorAfterARestartOfTheAgent() throws Exception {
        FakeMember gateway = FakeMember.start(vertx, gateway("", entry("c1", "one"), false));
        try (Following following = Following.of(vertx, settings(), at(gateway))) {
            assertThat(following.next(2)).containsExactly("s1 log-followed", "s1 one");
        }
        assertThat(gateway.isLeftAlone()).isTrue();
        gateway.answers(gateway(entry("c2", "two"), entry("c1", "one") + entry("c2", "two"), false));
        try (Following following = Following.of(vertx, settings(), at(gateway))) {
            assertThat(following.next(2)).containsExactly("s1 log-followed", "s1 two");
        }
    }

    @Test
    void saysThatTheGatewayIsLostAndComesBack() throws Exception {
        FakeMember gateway = FakeMember.start(vertx, gateway("", entry("c1", "one"), false));
        try (Following following = Following.of(vertx, settings(), at(gateway))) {
            assertThat(following.next(2)).containsExactly("s1 log-followed", "s1 one");
            gateway.answers(FakeAnswer.status("503 Service Unavailable", ""));
            gateway.closeConnections();
            assertThat(following.next(2)).containsExactly("s1 log-lost closed", "s1 log-lost bad-status");
            gateway.answers(gateway("", entry("c2", "two"), false));
            assertThat(following.next(2)).containsExactly("s1 log-followed", "s1 two");
        }
    }

    @Test
    void saysThatThereIsNoGateway() throws Exception {
        FakeMember gateway = FakeMember.start(vertx, FakeAnswer.silence());
        MemberConfig member = at(gateway);
        gateway.die();
        try (Following following = Following.of(vertx, settings(), member)) {
            assertThat(following.next(1)).containsExactly("s1 log-lost unreachable");
        }
    }

    @Test
    void takesNoEndlessEntry() throws Exception {
        String huge = "x".repeat(EntryStream.LONGEST_ENTRY + 10);
        FakeMember gateway = FakeMember.start(vertx, gateway("", entry("c1", huge) + entry("c2", "two"), false));
        try (Following following = Following.of(vertx, settings(), at(gateway))) {
            assertThat(following.next(2)).containsExactly("s1 log-followed", "s1 two");
            assertThat(following.followers.sum().dropped()).isEqualTo(1);
        }
    }
}
