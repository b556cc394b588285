package io.quorumwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestWordTest {

    private static final List<String> KNOWN = List.of("poll-every", "profile", "parameters", "members", "tls");

    @ParameterizedTest
    @CsvSource({
        "pol-every,poll-every",
        "pollEvery,poll-every",
        "POLL_EVERY,poll-every",
        "porfile,profile",
        "member,members",
        "param,parameters",
        "tsl,tls"
    })
    void findsWhatWasMeant(String written, String meant) {
        assertThat(NearestWord.of(written, KNOWN)).isEqualTo(meant);
    }

    @Test
    void proposesNothingFarFetched() {
        assertThat(NearestWord.of("interval", KNOWN)).isNull();
        assertThat(NearestWord.of("x", KNOWN)).isNull();
        assertThat(NearestWord.of("members".repeat(1_000), KNOWN)).isNull();
    }
}
