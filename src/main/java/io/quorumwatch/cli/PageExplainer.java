package io.quorumwatch.cli;

import io.quorumwatch.bus.Signal;
import io.quorumwatch.catalogue.SignalNeeds;
import io.quorumwatch.profile.Profiles;
import io.quorumwatch.profile.definition.Profile;
import io.quorumwatch.profile.definition.Source;
import io.quorumwatch.profile.reading.ProfileReport;
import io.quorumwatch.source.exposition.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Explains a page by the profiles that the agent reads it with. */
final class PageExplainer implements ProfileExplainer {

    private final Profiles profiles = Profiles.load();

    @Override
    public Set<String> profiles() {
        return profiles.names();
    }

    @Override
    public List<String> roles(String profile) {
        String first = profiles.profile(profile).terms().defaultRole();
        List<String> roles = new ArrayList<>(List.of(first));
        profiles.profile(profile).terms().roles().stream()
                .filter(role -> !role.equals(first))
                .sorted()
                .forEach(roles::add);
        return roles;
    }

    @Override
    public Explanation explain(String profile, String role, Page page) {
        Profile known = profiles.profile(profile);
        ProfileReport report = ProfileReport.of(known, role, null, null, page);
        List<FoundSignal> found = report.found().stream()
                .map(each -> new FoundSignal(
                        each.signal().word(),
                        Double.isNaN(each.value()) ? null : (Double) each.value(),
                        each.kind().word(),
                        each.families()))
                .toList();
        List<MissingSignal> missing = report.missing().stream()
                .map(signal -> new MissingSignal(
                        signal.word(), families(known, role, signal), SignalNeeds.blindedWithout(signal)))
                .toList();
        return new Explanation(found, missing);
    }

    private static List<String> families(Profile profile, String role, Signal signal) {
        return profile.signalsOf(role).getOrDefault(signal, List.of()).stream()
                .map(Source::families)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }
}
