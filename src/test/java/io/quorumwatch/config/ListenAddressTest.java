package io.quorumwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {

    @ParameterizedTest
    @CsvSource({"127.0.0.1:9745,127.0.0.1,9745", "localhost:0,localhost,0", "[::1]:9745,::1,9745", "[::]:65535,::,65535"
    })
    void readsHostAndPort(String text, String host, int port) {
        ListenAddress address = ListenAddress.parse(text);

        assertThat(address).isEqualTo(new ListenAddress(host, port));
        assertThat(address).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "9745",
                ":9745",
                "localhost:",
                "localhost:65536",
                "::1:9745",
                "[]:1",
                "[a]:1",
                "a b:1",
                "a:-1"
            })
    void refusesEverythingElse(String text) {
        assertThat(ListenAddress.parse(text)).isNull();
    }
}
