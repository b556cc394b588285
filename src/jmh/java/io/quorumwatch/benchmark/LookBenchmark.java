package io.quorumwatch.benchmark;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.quorumwatch.Agent;
import io.quorumwatch.bus.Addresses;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.catalogue.Condition;
import io.quorumwatch.catalogue.Limit;
import io.quorumwatch.config.AgentConfig;
import io.quorumwatch.config.ConfigLoader;
import io.quorumwatch.face.metrics.VertxMetrics;
import io.quorumwatch.profile.ProfileVocabulary;
import io.quorumwatch.profile.Profiles;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongBiFunction;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One look as the agent takes it: fetch a real etcd page of 147 kB over loopback, parse it, understand it, judge it by every concern,
 * enter it into health and metrics. What counts is {@code cpuMicros}, the processor time of the event loops for one look; the
 * rate of looks is set by the poll period and says nothing. The goal is 200 µs. There is one iteration, since JMH would add up the
 * figures of several.
 *
 * <p>{@code java -jar target/benchmarks.jar Look}, from the project's directory. Beside other work on the machine, processor time
 * grows too, by what that work takes of the caches; so compare runs that were made in turn.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgs = {"@scripts/java.options"})
@Warmup(iterations = 5, time = 5)
@Measurement(iterations = 1, time = 20)
public class LookBenchmark {

    private static final String LOOPS = "vert.x-eventloop-thread";
    private static final int CLUSTERS = 30;

    @Param("src/test/resources/pages/etcd-member.prom")
    public String page = "";

    /** The agent has one for each processor; Vert.x's default is twice as many. */
    @Param({"2", "4"})
    public int loops;

    private final Semaphore looks = new Semaphore(0);
    private @Nullable EtcdMembers members;
    private @Nullable Vertx vertx;

    /** What the event loops used for the looks of one iteration. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Processor {

        private long cpuBefore;
        private long userBefore;
        private long taken;
        private double cpu;
        private double user;

        /** Remembers where the event loops stand. */
        @Setup(Level.Iteration)
        public void begin() {
            cpuBefore = loopNanos(ThreadMXBean::getThreadCpuTime);
            userBefore = loopNanos(ThreadMXBean::getThreadUserTime);
            taken = 0;
        }

        /** Looks again before the event loops may end with the trial. */
        @TearDown(Level.Iteration)
        public void end() {
            cpu = (loopNanos(ThreadMXBean::getThreadCpuTime) - cpuBefore) / 1e3 / taken;
            user = (loopNanos(ThreadMXBean::getThreadUserTime) - userBefore) / 1e3 / taken;
        }

        /** Processor time of all event loops for one look. */
        public double cpuMicros() {
            return cpu;
        }

        /** What of it is not spent in the kernel, which copies the page out of the socket. */
        public double userMicros() {
            return user;
        }

        private static long loopNanos(ToLongBiFunction<ThreadMXBean, Long> time) {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long nanos = 0;
            for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
                if (thread != null && thread.getThreadName().startsWith(LOOPS)) {
                    nanos += time.applyAsLong(threads, thread.getThreadId());
                }
            }
            return nanos;
        }
    }

    /** Starts the members and an agent that looks at each of them three times a second. */
    @Setup
    public void start() throws Exception {
        EtcdMembers listening = new EtcdMembers(Files.readString(Path.of(page)));
        PrometheusMeterRegistry registry = VertxMetrics.newRegistry();
        Vertx running = VertxMetrics.builder(new VertxOptions().setEventLoopPoolSize(loops), registry)
                .build();
        for (int cluster = 0; cluster < CLUSTERS; cluster++) {
            running.eventBus().<MemberReading>localConsumer(Addresses.reading("kv-" + cluster), message -> {
                if (message.body().failure() == null) {
                    looks.release();
                }
            });
        }
        String unused = running.deployVerticle(new Agent(configuration(listening.ports()), registry))
                .await(30, TimeUnit.SECONDS);
        members = listening;
        vertx = running;
    }

    /** Stops everything. */
    @TearDown
    public void stop() throws Exception {
        if (vertx != null && members != null) {
            vertx.close().await(30, TimeUnit.SECONDS);
            members.close();
        }
    }

    /** The next look that is taken. */
    @Benchmark
    public void look(Processor processor) throws InterruptedException {
        if (!looks.tryAcquire(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no look in ten seconds");
        }
        processor.taken++;
    }

    private static AgentConfig configuration(List<Integer> ports) throws Exception {
        StringBuilder text = new StringBuilder(
                "http: {listen: \"127.0.0.1:0\"}\nagent: {id: measured, journal-directory: none}\nclusters:\n");
        for (int cluster = 0; cluster < CLUSTERS; cluster++) {
            text.append("  - name: kv-%d%n    profile: etcd%n    poll-every: 300ms%n    members:%n".formatted(cluster));
            for (int place = 0; place < EtcdMembers.SIZE; place++) {
                text.append("      - {name: m-%d, metrics: \"http://127.0.0.1:%d/metrics\"}%n"
                        .formatted(place, ports.get(place)));
            }
        }
        Profiles profiles = Profiles.load();
        return ConfigLoader.parse(
                text.toString(),
                Path.of("look.yaml"),
                new ProfileVocabulary(profiles, Condition.keys(), Limit.ranges()));
    }
}
