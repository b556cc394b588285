package io.quorumwatch.source.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.quorumwatch.bus.ScrapeFailure;
import io.vertx.core.VertxException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LookErrorTest {

    static Stream<Arguments> connecting() {
        return Stream.of(
                Arguments.of(new ConnectException("Connection refused"), ScrapeFailure.REFUSED),
                Arguments.of(new ConnectException("Connection timed out"), ScrapeFailure.TIMEOUT),
                Arguments.of(new ConnectTimeoutException("connection timed out after 1 s"), ScrapeFailure.TIMEOUT),
                Arguments.of(new UnknownHostException("no-such-host"), ScrapeFailure.DNS),
                Arguments.of(new NoRouteToHostException("No route to host"), ScrapeFailure.UNREACHABLE),
                Arguments.of(new SocketException("Network is unreachable"), ScrapeFailure.UNREACHABLE),
                Arguments.of(new SocketException("Connection reset"), ScrapeFailure.CLOSED),
                Arguments.of(new SSLHandshakeException("bad certificate"), ScrapeFailure.TLS),
                Arguments.of(new VertxException(new CertificateException("garbage")), ScrapeFailure.TLS),
                Arguments.of(new AccessUnreadable("cannot read conf/token"), ScrapeFailure.ACCESS),
                Arguments.of(new IllegalStateException("a fault of ours"), ScrapeFailure.INTERNAL));
    }

    static Stream<Arguments> reading() {
        return Stream.of(
                Arguments.of(new IOException("Connection reset by peer"), ScrapeFailure.CLOSED),
                Arguments.of(new ClosedChannelException(), ScrapeFailure.CLOSED),
                Arguments.of(
                        new TooLongHttpHeaderException("HTTP header is larger than 8192"), ScrapeFailure.TOO_LARGE),
                Arguments.of(new DecoderException(new SSLHandshakeException("bad record")), ScrapeFailure.TLS),
                Arguments.of(new IllegalArgumentException("invalid version format: SSH"), ScrapeFailure.BAD_BODY));
    }

    @ParameterizedTest
    @MethodSource("connecting")
    void hasAWordForWhatHappensWhileConnecting(Throwable thrown, ScrapeFailure failure) {
        assertThat(LookError.whileConnecting(thrown, false).reason()).isEqualTo(failure);
    }

    @ParameterizedTest
    @MethodSource("reading")
    void hasAWordForWhatHappensWhileReading(Throwable thrown, ScrapeFailure failure) {
        assertThat(LookError.whileReading(thrown).reason()).isEqualTo(failure);
    }

    @Test
    void repeatsNoMoreThanTwoHundredCharactersOfWhatOthersSay() {
        assertThat(LookError.whileConnecting(new IOException("no route to ".repeat(100)), false)
                        .text())
                .hasSize(200);
    }

    @Test
    void blamesTheCertificatesForAFailureOfTlsThatNobodyKnows() {
        assertThat(LookError.whileConnecting(new RuntimeException("Missing BEGIN CERTIFICATE"), true))
                .isEqualTo(new LookError(ScrapeFailure.ACCESS, "Missing BEGIN CERTIFICATE"));
    }
}
