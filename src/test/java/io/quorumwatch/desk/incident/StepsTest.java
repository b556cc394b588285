package io.quorumwatch.desk.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.config.MemberConfig;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is advised is pasted into a shell. */
class StepsTest {

    private static MemberConfig member(String page, String kind, String setting, String value) {
        return new MemberConfig(
                "m1",
                "committee",
                URI.create(page),
                MemberConfig.Access.PLAIN,
                new MemberConfig.LogSource(kind, Map.of(setting, value)));
    }

    private static MemberConfig unit(String unit) {
        return member("http://host:1/metrics", "journal", "unit", unit);
    }

    private static MemberConfig file(String path) {
        return member("http://host:1/metrics", "file", "path", path);
    }

    @Test
    void theJournalOfAUnitThatIsStoppedIsReadAlthoughItsStatusIsAFailure() {
        assertThat(Steps.lookAtProcess(unit("zipnet@1.service")))
                .contains("systemctl status --no-pager zipnet@1.service; journalctl -u zipnet@1.service -n 50")
                .doesNotContain("&&");
    }

    @Test
    void theProcessOfAUnitIsFoundByTheUnitAndNotByAName() {
        assertThat(Steps.lookAtState(unit("etcd.service")))
                .contains("ps -o stat,wchan -p $(systemctl show -p MainPID --value etcd.service)");
    }

    @Test
    void aPlainPathStandsAsItIs() {
        assertThat(Steps.readLog(file("/var/log/m-1.log"), "error")).isEqualTo("grep -E 'error' /var/log/m-1.log");
    }

    @Test
    void whatAShellWouldTakeApartIsQuoted() {
        assertThat(Steps.readLog(file("/var/my logs/it's.log"), "a|b"))
                .isEqualTo("grep -E 'a|b' '/var/my logs/it'\\''s.log'");
        assertThat(Steps.restart(unit("a\\x2db.service"))).endsWith("systemctl restart 'a\\x2db.service'");
    }

    @Test
    void anAddressWithAQueryIsOneWord() {
        assertThat(Steps.page(member("http://host:1/metrics?a=b&c=d", "file", "path", "/x"), "zipnet_up"))
                .isEqualTo("curl -s 'http://host:1/metrics?a=b&c=d' | grep zipnet_up");
    }
}
