package io.quorumwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quorumwatch.config.AgentConfig;
import io.quorumwatch.config.AgentConfig.AgentSettings;
import io.quorumwatch.config.AgentConfig.HttpSettings;
import io.quorumwatch.config.AgentConfig.NotifySettings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListenOptionTest {

    private static final Path WEB = Path.of("web.yaml");
    private static final AgentConfig CONFIG = new AgentConfig(
            new AgentSettings("a", null),
            new HttpSettings("127.0.0.1", 9745, WEB),
            new NotifySettings(List.of(), List.of()),
            List.of());

    private final ListenOption option = new ListenOption();

    @Test
    void replacesTheAddressAndNothingElse() {
        option.set("[::1]:0");

        assertThat(option.applyTo(CONFIG).http()).isEqualTo(new HttpSettings("::1", 0, WEB));
    }

    @Test
    void withoutItTheConfigurationStands() {
        assertThat(option.applyTo(CONFIG)).isSameAs(CONFIG);
    }

    @Test
    void whatIsNoAddressIsAMistakeOfTheCaller() {
        option.set("9745");

        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> assertThat(option.applyTo(CONFIG)).isNull())
                .withMessageContaining("--listen: found '9745'")
                .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE));
    }
}
