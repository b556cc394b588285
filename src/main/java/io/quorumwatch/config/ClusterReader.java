package io.quorumwatch.config;

import io.quorumwatch.config.ConfigVocabulary.ProfileTerms;
import io.quorumwatch.config.MemberConfig.Access;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the clusters. */
final class ClusterReader {

    static final Duration FASTEST_POLL = Duration.ofMillis(100);
    static final Duration SLOWEST_POLL = Duration.ofHours(1);
    static final Duration LONGEST_DEFAULT_LOOK = Duration.ofSeconds(3);

    private static final Duration SHORTEST_LOOK = Duration.ofMillis(10);
    private static final Duration USUAL_POLL = Duration.ofSeconds(1);

    private final ConfigVocabulary vocabulary;
    private final FilePaths files;

    // "agent/…" are the agent's own components, a cluster of that name would hide behind them.
    private final Names names = new Names(Set.of("agent"));

    ClusterReader(ConfigVocabulary vocabulary, FilePaths files) {
        this.vocabulary = vocabulary;
        this.files = files;
    }

    List<ClusterConfig> readAll(Section root) {
        Setting clusters = root.require("clusters", "a list of at least one cluster");
        List<Setting> items = clusters == null ? List.of() : clusters.items();
        if (clusters != null && items.isEmpty() && (clusters.isNothing() || clusters.isList())) {
            clusters.refuse("no cluster", "a list of at least one cluster", null);
        }
        List<ClusterConfig> read = new ArrayList<>();
        for (Setting item : items) {
            ClusterConfig cluster = read(item.section());
            if (cluster != null) {
                read.add(cluster);
            }
        }
        return read;
    }

    private @Nullable ClusterConfig read(Section section) {
        Setting nameSetting = section.require("name", "the name of the cluster");
        Setting profileSetting = section.require("profile", "the name of a profile");
        String name = nameSetting == null ? null : names.read(nameSetting);
        String profile = profileSetting == null ? null : profileSetting.oneOf(vocabulary.profiles());
        ProfileTerms terms = profile == null ? null : vocabulary.profile(profile);

        Setting pollSetting = section.find("poll-every");
        Duration pollEvery = pollSetting == null ? null : pollSetting.duration(FASTEST_POLL, SLOWEST_POLL);
        Duration period = pollEvery != null ? pollEvery : terms != null ? terms.pollEvery() : USUAL_POLL;
        Duration timeout = timeout(section, period);
        boolean critical = section.flag("critical", true);
        Section parameterSection = section.section("parameters");
        Parameters parameters = terms == null ? Parameters.NONE : ParametersReader.read(parameterSection, terms);
        Map<String, ThresholdOverride> thresholds =
                new ThresholdsReader(vocabulary).read(section.section("thresholds"));
        Access access = new AccessReader(files).read(section, Access.PLAIN, null);
        Setting memberList = section.find("members");
        List<Setting> items = memberList == null ? List.of() : memberList.items();
        List<MemberConfig> members = new MemberReader(terms, files).readAll(items, access);
        DiscoverConfig discover = new DiscoverReader(files).read(section.find("discover"), access);
        boolean discovers = discover != null && (!discover.fileSd().isEmpty() || discover.dnsName() != null);
        if (items.isEmpty() && !discovers && (memberList == null || memberList.isNothing() || memberList.isList())) {
            section.missing("members", "at least one member, or discover with file-sd or dns");
        }
        if (!discovers) {
            checkTls(section.find("tls"), members);
            if (profile != null) {
                checkCommittee(parameterSection, parameters, vocabulary.voters(profile), members);
            }
        }
        section.close();
        if (name == null || profile == null) {
            return null;
        }
        return new ClusterConfig(
                name, profile, period, timeout, critical, parameters, thresholds, members, discovers ? discover : null);
    }

    /** On a member it would be refused beside a plain address; here it would only be overlooked. */
    private static void checkTls(@Nullable Setting tls, List<MemberConfig> members) {
        List<URI> pages = members.stream()
                .flatMap(member -> Stream.ofNullable(member.metrics()))
                .toList();
        if (tls != null && !pages.isEmpty() && pages.stream().noneMatch(HttpAddress::isHttps)) {
            tls.refuse("tls for members with plain addresses only", "tls with an https:// address", null);
        }
    }

    /** What discovery will find is not known here. */
    private static void checkCommittee(
            Section section, Parameters parameters, Set<String> voters, List<MemberConfig> members) {
        Setting setting = section.find(Parameters.COMMITTEE_SIZE);
        long size = parameters.number(Parameters.COMMITTEE_SIZE, Long.MAX_VALUE);
        long voting = members.stream()
                .filter(member -> voters.contains(member.role()))
                .count();
        if (setting != null && size < voting) {
            setting.refuse(
                    "a committee of " + size + " with " + voting + " voting members",
                    "at least as many as members vote",
                    String.valueOf(voting));
        }
    }

    private static Duration timeout(Section section, Duration period) {
        Duration usual = period.multipliedBy(9).dividedBy(10);
        Setting setting = section.find("scrape-timeout");
        Duration timeout = setting == null ? null : setting.duration(SHORTEST_LOOK, SLOWEST_POLL);
        if (setting == null || timeout == null) {
            return usual.compareTo(LONGEST_DEFAULT_LOOK) < 0 ? usual : LONGEST_DEFAULT_LOOK;
        }
        if (timeout.compareTo(period) >= 0) {
            setting.refuse(
                    DurationText.format(timeout) + " with a look every " + DurationText.format(period),
                    "less than poll-every, so that a look is over before the next",
                    DurationText.format(usual));
        }
        return timeout;
    }
}
