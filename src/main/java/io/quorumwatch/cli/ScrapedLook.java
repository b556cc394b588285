package io.quorumwatch.cli;

import io.quorumwatch.Version;
import io.quorumwatch.config.AgentConfig;
import io.quorumwatch.config.ConfigVocabulary.ProfileTerms;
import io.quorumwatch.profile.Profiles;
import io.quorumwatch.source.discovery.DiscoveryFailure;
import io.quorumwatch.source.discovery.DiscoveryListener;
import io.quorumwatch.source.discovery.DiscoveryProblem;
import io.quorumwatch.source.discovery.DiscoverySettings;
import io.quorumwatch.source.discovery.MemberDiscovery;
import io.quorumwatch.source.discovery.MemberTerms;
import io.quorumwatch.source.scrape.Look;
import io.quorumwatch.source.scrape.ScrapeSettings;
import io.quorumwatch.source.scrape.SingleLooks;
import io.quorumwatch.time.SystemClock;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Looks as the agent does: members are discovered, connected to, read and understood by the same parts. */
final class ScrapedLook implements LiveLook {

    /** Beyond the deadlines of the looks: for starting, and for a machine that is busy. */
    private static final Duration SLACK = Duration.ofSeconds(10);

    private final Profiles profiles = Profiles.load();
    private final PageExplainer explainer = new PageExplainer();
    private final SystemClock clock = new SystemClock();

    /** A look and how long it took. */
    private record Timed(Look look, Duration took) {}

    /** Somebody who only looks once hears of no change. */
    private static final class NoChanges implements DiscoveryListener {

        @Override
        public void found(AgentConfig configured, AgentConfig found) {}

        @Override
        public void noted(int standing, Map<DiscoveryFailure, Long> counted) {}
    }

    @Override
    public void lookAtAll(AgentConfig config, Told told) {
        Vertx vertx = Vertx.vertx();
        try {
            AgentConfig found = discovered(vertx, config, told);
            look(vertx, found, told);
        } finally {
            Void closed = AgentRun.await(
                    vertx.close(), SLACK, failure -> CommandFailure.failed("the looks did not end: " + failure));
        }
    }

    private AgentConfig discovered(Vertx vertx, AgentConfig config, Told told) {
        if (config.clusters().stream().allMatch(cluster -> cluster.discover() == null)) {
            return config;
        }
        MemberDiscovery discovery = new MemberDiscovery(
                cluster -> {
                    ProfileTerms terms = profiles.profile(cluster.profile()).terms();
                    return new MemberTerms(terms.roles(), terms.defaultRole());
                },
                new NoChanges(),
                DiscoverySettings.usual(),
                clock);
        AgentConfig found = AgentRun.await(
                vertx.deployVerticle(discovery).compose(id -> discovery.watch(config)),
                SLACK,
                failure -> CommandFailure.failed("members cannot be discovered: " + failure));
        Map<String, List<DiscoveryProblem>> problems =
                AgentRun.await(discovery.problems(), SLACK, failure -> CommandFailure.failed("no answer: " + failure));
        found.clusters().forEach(cluster -> {
            if (cluster.discover() != null) {
                List<String> complaints = problems.getOrDefault(cluster.name(), List.of()).stream()
                        .map(each -> each.source() + ": " + each.reason().word() + ", " + each.detail())
                        .toList();
                told.discovered(
                        cluster.name(), cluster.members().size() - configured(config, cluster.name()), complaints);
            }
        });
        return found;
    }

    private static int configured(AgentConfig config, String cluster) {
        return config.clusters().stream()
                .filter(each -> each.name().equals(cluster))
                .mapToInt(each -> each.members().size())
                .sum();
    }

    private void look(Vertx vertx, AgentConfig config, Told told) {
        BlockingQueue<Timed> ended = new LinkedBlockingQueue<>();
        SingleLooks looks = new SingleLooks(
                config.clusters(),
                cluster -> profiles.readerFor(cluster).wantedFamilies(),
                (look, bytes, took) -> ended.add(new Timed(look, took)),
                ScrapeSettings.forVersion(Version.TEXT),
                clock);
        long giveUpAt = clock.nanos()
                + SingleLooks.longest(config.clusters()).plus(SLACK).toNanos();
        String unused = AgentRun.await(
                vertx.deployVerticle(looks),
                SLACK,
                failure -> CommandFailure.failed("the looks did not begin: " + failure));
        long expected = config.clusters().stream()
                .flatMap(cluster -> cluster.members().stream())
                .filter(member -> member.metrics() != null)
                .count();
        for (long i = 0; i < expected; i++) {
            tell(config, next(ended, giveUpAt), told);
        }
    }

    private Timed next(BlockingQueue<Timed> ended, long giveUpAt) {
        try {
            Timed next = ended.poll(giveUpAt - clock.nanos(), TimeUnit.NANOSECONDS);
            if (next == null) {
                throw CommandFailure.failed("the looks did not end in time; is this machine overloaded?");
            }
            return next;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted");
        }
    }

    private void tell(AgentConfig config, Timed timed, Told told) {
        Look look = timed.look();
        String profile = config.clusters().stream()
                .filter(cluster -> cluster.name().equals(look.watched()))
                .findFirst()
                .orElseThrow()
                .profile();
        List<MissingSignal> missing = look.failure() != null
                ? List.of()
                : explainer.explain(profile, look.member().role(), look.page()).missing();
        told.looked(new TargetLook(
                look.watched(),
                look.member().name(),
                timed.took(),
                look.failure() == null ? null : look.failure().word(),
                look.error(),
                missing));
    }
}
