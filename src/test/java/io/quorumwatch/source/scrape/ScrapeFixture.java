package io.quorumwatch.source.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Signals;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.config.Parameters;
import io.quorumwatch.source.exposition.ExpositionLimits;
import io.quorumwatch.source.exposition.Sample;
import io.quorumwatch.time.SystemClock;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** A scraper under test, and every look that it has taken. */
final class ScrapeFixture {

    static final String PAGE = "# TYPE up gauge\nup 1\nother 2\n";
    static final Duration OFTEN = Duration.ofMillis(100);
    static final Duration HARDLY_EVER = Duration.ofHours(1);
    static final Duration TIMEOUT = Duration.ofSeconds(5);
    static final Duration SHORT_TIMEOUT = Duration.ofMillis(300);

    static final ScrapeSettings SETTINGS = new ScrapeSettings(1024 * 1024, ExpositionLimits.DEFAULT, false, "test/1");

    private static final int WAIT_SECONDS = 20;

    private final MemberScraper scraper;
    private final BlockingQueue<MemberReading> readings = new LinkedBlockingQueue<>();
    private final BlockingQueue<Look> looks = new LinkedBlockingQueue<>();
    private final Vertx vertx;

    private ScrapeFixture(Vertx vertx) {
        this.vertx = vertx;
        this.scraper = new MemberScraper(
                cluster -> new PlainReader(),
                readings::add,
                (look, bytes, took) -> looks.add(look),
                SETTINGS,
                new SystemClock());
    }

    /** Deploys a scraper of these clusters. */
    static ScrapeFixture scraping(Vertx vertx, ClusterConfig... clusters) throws TimeoutException {
        ScrapeFixture fixture = new ScrapeFixture(vertx);
        String deployment = vertx.deployVerticle(fixture.scraper).await(WAIT_SECONDS, TimeUnit.SECONDS);
        assertThat(deployment).isNotNull();
        assertThat(fixture.scraper.apply(List.of(clusters)).await(WAIT_SECONDS, TimeUnit.SECONDS))
                .isNull();
        return fixture;
    }

    static ClusterConfig cluster(String name, Duration pollEvery, Duration timeout, MemberConfig... members) {
        return new ClusterConfig(
                name, "plain", pollEvery, timeout, true, Parameters.NONE, Map.of(), List.of(members), null);
    }

    /** The next look at that member; fails the test when none comes. */
    Look nextLook(String member) throws InterruptedException {
        return nextLook(look -> look.member().name().equals(member));
    }

    /** The next look that is like this; earlier ones that are not are passed over. */
    Look nextLook(Predicate<Look> wanted) throws InterruptedException {
        return next(looks, wanted);
    }

    MemberReading nextReading() throws InterruptedException {
        return nextReading(reading -> true);
    }

    MemberReading nextReading(Predicate<MemberReading> wanted) throws InterruptedException {
        return next(readings, wanted);
    }

    private static <T> T next(BlockingQueue<T> queue, Predicate<T> wanted) throws InterruptedException {
        long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (true) {
            T next = queue.poll(giveUpAt - System.nanoTime(), TimeUnit.NANOSECONDS);
            assertThat(next).as("another one within %s s", WAIT_SECONDS).isNotNull();
            if (wanted.test(next)) {
                return next;
            }
        }
    }

    void forgetLooks() {
        looks.clear();
    }

    /** The looks that nobody has asked for yet. */
    List<Look> looksSoFar() {
        return List.copyOf(looks);
    }

    void apply(ClusterConfig... clusters) throws TimeoutException {
        scraper.apply(List.of(clusters)).await(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    void undeploy() throws TimeoutException {
        vertx.undeploy(scraper.deploymentID()).await(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    /** Understands nothing but {@code up}. */
    private static final class PlainReader implements LookReader {

        @Override
        public Set<String> wantedFamilies() {
            return Set.of("up");
        }

        @Override
        public MemberReading read(Look look) {
            if (look.page().samples().stream().map(Sample::value).anyMatch(value -> value == 666)) {
                throw new IllegalStateException("thrown by the test");
            }
            ScrapeFailure failure = look.failure();
            return new MemberReading(
                    look.watched(),
                    look.member().name(),
                    look.member().role(),
                    look.askedAt(),
                    look.answeredAt(),
                    failure,
                    look.extra(),
                    false,
                    Signals.NONE,
                    Map.of(),
                    null,
                    null,
                    null);
        }
    }
}
