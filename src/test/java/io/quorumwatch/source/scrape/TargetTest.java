package io.quorumwatch.source.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorumwatch.config.MemberConfig.Access;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

    @ParameterizedTest
    @CsvSource({
        "http://server-1:9100/metrics,               server-1,  9100, false, /metrics,      server-1:9100",
        "https://server-1/metrics?format=text&a=%20, server-1,  443,  true,  /metrics?format=text&a=%20, server-1",
        "http://10.0.0.1,                            10.0.0.1,  80,   false, /,             10.0.0.1",
        "http://[::1]:2379/metrics,                  ::1,       2379, false, /metrics,      [::1]:2379",
        "HTTPS://server-1:80/,                       server-1,  80,   true,  /,             server-1:80"
    })
    void isWorkedOutFromTheAddress(String address, String host, int port, boolean tls, String path, String authority) {
        assertThat(Target.of(URI.create(address), Access.PLAIN))
                .isEqualTo(new Target(host, port, tls, path, authority, host, Access.PLAIN));
    }

    @Test
    void verifiesTheServerNameWhenOneIsGiven() {
        Access access = new Access(null, null, null, null, "member.test", false);
        Target target = Target.of(URI.create("https://10.0.0.1/metrics"), access);
        assertThat(target.verifiedName()).isEqualTo("member.test");
        assertThat(target.host()).isEqualTo("10.0.0.1");
        assertThat(target.authority()).isEqualTo("10.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://server-1/metrics", "/metrics", "http:///metrics", "mailto:someone@server-1"})
    void refusesWhatCannotBeScraped(String address) {
        assertThatThrownBy(() -> Target.of(URI.create(address), Access.PLAIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(address);
    }
}
