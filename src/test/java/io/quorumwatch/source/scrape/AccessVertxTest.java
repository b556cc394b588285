package io.quorumwatch.source.scrape;

import static io.quorumwatch.source.scrape.ScrapeFixture.OFTEN;
import static io.quorumwatch.source.scrape.ScrapeFixture.PAGE;
import static io.quorumwatch.source.scrape.ScrapeFixture.cluster;
import static io.quorumwatch.source.scrape.ScrapeFixture.scraping;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.config.MemberConfig.Access;
import io.quorumwatch.testing.FakeAnswer;
import io.quorumwatch.testing.FakeMember;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class AccessVertxTest {

    private static final Path AUTHORITY = Path.of("src/test/resources/tls/authority.pem");

    /** Reading the system's own authorities for the first time takes seconds on a busy machine. */
    private static final Duration PATIENT = Duration.ofSeconds(18);

    @TempDir
    Path files;

    private Look lookWith(Vertx vertx, FakeMember member, String scheme, Access access) throws Exception {
        URI metrics = URI.create(scheme + "://127.0.0.1:" + member.port() + "/metrics");
        MemberConfig config = new MemberConfig("m", "committee", metrics, access, null);
        ScrapeFixture scrape = scraping(vertx, cluster("acme", OFTEN, PATIENT, config));
        Look look = scrape.nextLook("m");
        scrape.undeploy();
        return look;
    }

    private static FakeMember tlsMember(Vertx vertx) throws Exception {
        return tlsMember(vertx, "src/test/resources/tls/member.pem");
    }

    private static FakeMember tlsMember(Vertx vertx, String certificate) throws Exception {
        return FakeMember.start(
                vertx,
                FakeAnswer.page(PAGE),
                new NetServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .setCertPath(certificate)
                                .setKeyPath("src/test/resources/tls/member.key")));
    }

    private static Access trusting(@Nullable Path authority, @Nullable String serverName, boolean insecure) {
        return new Access(null, null, null, authority, serverName, insecure);
    }

    @Test
    void aCertificateOfTheAuthorityWithTheRightNameIsTrusted(Vertx vertx) throws Exception {
        FakeMember member = tlsMember(vertx);
        Look look = lookWith(vertx, member, "https", trusting(AUTHORITY, "member.test", false));
        assertThat(look.failure()).isNull();
        assertThat(member.requests()).first().asString().contains("host: 127.0.0.1:" + member.port());
    }

    @Test
    void aCertificateWithAnotherNameIsNot(Vertx vertx) throws Exception {
        Look look = lookWith(vertx, tlsMember(vertx), "https", trusting(AUTHORITY, null, false));
        assertThat(look.failure()).isEqualTo(ScrapeFailure.TLS);
        assertThat(look.error())
                .startsWith("its certificate is made out to another name: ")
                .contains("127.0.0.1");
    }

    @Test
    void aCertificateThatTheSystemDoesNotKnowIsNot(Vertx vertx) throws Exception {
        Look look = lookWith(vertx, tlsMember(vertx), "https", trusting(null, "member.test", false));
        assertThat(look.failure()).isEqualTo(ScrapeFailure.TLS);
        assertThat(look.error()).isEqualTo("its certificate is not signed by anybody known here");
    }

    @Test
    void aCertificateThatHasRunOutIsNot(Vertx vertx) throws Exception {
        Path authority = Path.of("src/test/resources/tls/old-authority.pem");
        FakeMember member = tlsMember(vertx, "src/test/resources/tls/expired.pem");
        Look look = lookWith(vertx, member, "https", trusting(authority, "member.test", false));
        assertThat(look.failure()).isEqualTo(ScrapeFailure.TLS);
        assertThat(look.error())
                .startsWith("its certificate has run out (NotAfter: ")
                .contains("2021");
    }

    private static FakeMember askingWhoWeAre(Vertx vertx) throws Exception {
        return FakeMember.start(
                vertx,
                FakeAnswer.page(PAGE),
                new NetServerOptions()
                        .setSsl(true)
                        .setClientAuth(ClientAuth.REQUIRED)
                        .setTrustOptions(new PemTrustOptions().addCertPath("src/test/resources/tls/rsa.pem"))
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .setCertPath("src/test/resources/tls/member.pem")
                                .setKeyPath("src/test/resources/tls/member.key")));
    }

    @Test
    void aMemberThatAsksForACertificateOfOursFailsWithTlsWithoutOne(Vertx vertx) throws Exception {
        Look look = lookWith(vertx, askingWhoWeAre(vertx), "https", trusting(AUTHORITY, "member.test", false));
        assertThat(look.failure()).isEqualTo(ScrapeFailure.TLS);
        assertThat(look.error()).contains("it wants a certificate of ours that it trusts");
    }

    @Test
    void aMemberThatAsksForACertificateOfOursIsShownIt(Vertx vertx) throws Exception {
        Path tls = Path.of("src/test/resources/tls");
        Access.Identity identity = new Access.Identity(tls.resolve("rsa.pem"), tls.resolve("rsa-pkcs8.key"));
        Access access = new Access(null, null, null, AUTHORITY, "member.test", false, identity);
        Look look = lookWith(vertx, askingWhoWeAre(vertx), "https", access);
        assertThat(look.failure()).as(look.error()).isNull();
    }

    @Test
    void aKeyOfOursThatCannotBeReadIsAFailureOfOurs(Vertx vertx) throws Exception {
        Path gone = files.resolve("gone.key");
        Access.Identity identity = new Access.Identity(Path.of("src/test/resources/tls/member.pem"), gone);
        Access access = new Access(null, null, null, AUTHORITY, "member.test", false, identity);
        Look look = lookWith(vertx, askingWhoWeAre(vertx), "https", access);
        assertThat(look.failure()).isEqualTo(ScrapeFailure.ACCESS);
        assertThat(look.error()).isEqualTo("cannot read " + gone);
    }

    @Test
    void anyCertificateWillDoWhenVerificationIsSwitchedOff(Vertx vertx) throws Exception {
        Look look = lookWith(vertx, tlsMember(vertx), "https", trusting(null, null, true));
        assertThat(look.failure()).isNull();
    }

    @Test
    void aMemberThatDoesNotSpeakTlsFailsWithTls(Vertx vertx) throws Exception {
        FakeMember plain = FakeMember.start(vertx, (socket, request) -> {}, new NetServerOptions());
        plain.greets("HTTP/1.1 400 Bad Request\r\n\r\n");
        Look look = lookWith(vertx, plain, "https", trusting(null, null, true));
        assertThat(look.failure()).isEqualTo(ScrapeFailure.TLS);
        assertThat(look.error()).isEqualTo("it does not speak TLS");
    }

    @Test
    void aPlainLookAtAMemberThatWaitsForAHandshakeSaysWhatItMayWant(Vertx vertx) throws Exception {
        FakeMember mute = FakeMember.start(vertx, FakeAnswer.silence().thenClose());
        Look look = lookWith(vertx, mute, "http", Access.PLAIN);
        assertThat(look.failure()).isEqualTo(ScrapeFailure.CLOSED);
        assertThat(look.error()).isEqualTo("it has never answered; does it want https?");
    }

    @Test
    void anAuthorityThatCannotBeReadIsAFailureOfOurs(Vertx vertx) throws Exception {
        Path missing = files.resolve("missing.pem");
        Look look = lookWith(vertx, tlsMember(vertx), "https", trusting(missing, "member.test", false));
        assertThat(look.failure()).isEqualTo(ScrapeFailure.ACCESS);
        assertThat(look.error()).isEqualTo("cannot read " + missing);

        Path garbage = Files.writeString(files.resolve("ca.pem"), "no certificate");
        look = lookWith(vertx, tlsMember(vertx), "https", trusting(garbage, "member.test", false));
        assertThat(look.failure()).isEqualTo(ScrapeFailure.ACCESS);
        assertThat(look.error()).contains("BEGIN CERTIFICATE");
    }

    @Test
    void theBearerTokenOfTheFileIsSent(Vertx vertx) throws Exception {
        Path token = Files.writeString(files.resolve("token"), "s3cret\n");
        FakeMember member = FakeMember.start(vertx, FakeAnswer.page(PAGE));
        Look look = lookWith(vertx, member, "http", new Access(token, null, null, null, null, false));
        assertThat(look.failure()).isNull();
        assertThat(member.requests()).first().asString().contains("authorization: Bearer s3cret\r\n");
    }

    @Test
    void userAndPasswordAreSent(Vertx vertx) throws Exception {
        Path password = Files.writeString(files.resolve("password"), "open sesame\n");
        FakeMember member = FakeMember.start(vertx, FakeAnswer.page(PAGE));
        Look look = lookWith(vertx, member, "http", new Access(null, "aladdin", password, null, null, false));
        assertThat(look.failure()).isNull();
        assertThat(member.requests())
                .first()
                .asString()
                .contains("authorization: Basic YWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n");
    }

    @Test
    void aSecretThatCannotBeReadIsAFailureOfOurs(Vertx vertx) throws Exception {
        FakeMember member = FakeMember.start(vertx, FakeAnswer.page(PAGE));
        Access access = new Access(files.resolve("missing"), null, null, null, null, false);
        Look look = lookWith(vertx, member, "http", access);
        assertThat(look.failure()).isEqualTo(ScrapeFailure.ACCESS);
        assertThat(look.error()).isEqualTo("cannot read " + files.resolve("missing"));
        assertThat(member.requests()).isEmpty();
    }

    @Test
    void aSecretThatNoHeaderCanCarryIsAFailureOfOursAndOpensNoConnection(Vertx vertx) throws Exception {
        Path token = Files.writeString(files.resolve("token"), "s3cret\nsecond line\n");
        FakeMember member = FakeMember.start(vertx, FakeAnswer.page(PAGE));
        Look look = lookWith(vertx, member, "http", new Access(token, null, null, null, null, false));
        assertThat(look.failure()).isEqualTo(ScrapeFailure.ACCESS);
        assertThat(member.connections()).isZero();
    }

    @Test
    void aTokenThatWasRotatedCostsNoLook(Vertx vertx) throws Exception {
        Path token = Files.writeString(files.resolve("token"), "old");
        FakeMember member = FakeMember.start(vertx, FakeAnswer.page(PAGE));
        MemberConfig config = new MemberConfig(
                "m", "committee", member.metrics(), new Access(token, null, null, null, null, false), null);
        ScrapeFixture scrape = scraping(vertx, cluster("acme", OFTEN, PATIENT, config));
        assertThat(scrape.nextLook("m").failure()).isNull();

        Path rotated = Files.writeString(token, "new");
        assertThat(rotated).hasContent("new");
        member.answers((socket, request) -> {
            FakeAnswer answer =
                    request.contains("Bearer new") ? FakeAnswer.page(PAGE) : FakeAnswer.status("401 Unauthorized", "");
            answer.write(socket, request);
        });
        for (int i = 0; i < 5; i++) {
            assertThat(scrape.nextLook("m").failure()).isNull();
        }
        assertThat(member.requests()).last().asString().contains("Bearer new");
    }
}
