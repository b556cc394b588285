package io.quorumwatch.profile.reading;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Signals;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.profile.definition.How;
import io.quorumwatch.profile.definition.IdentityRule;
import io.quorumwatch.profile.definition.LinkRule;
import io.quorumwatch.profile.definition.Profile;
import io.quorumwatch.profile.definition.Source;
import io.quorumwatch.profile.reading.Deriver.Derivation;
import io.quorumwatch.source.exposition.Sample;
import io.quorumwatch.source.scrape.Look;
import io.quorumwatch.source.scrape.LookReader;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says by a profile what the looks at one cluster mean. Not for use by several threads at once; the same looks give the same readings. */
public final class ClusterReader implements LookReader {

    private static final double NANOS = 1e9;

    /** An answer that is so much older than the one before it was not overtaken: the clock was set back. */
    private static final Duration SET_BACK = Duration.ofSeconds(2);

    private final Profile profile;
    private final Deriver deriver;
    private final Set<String> families;
    private final @Nullable String network;
    private final Map<String, Map<Signal, List<Source>>> signalsByRole = new HashMap<>();
    private final Map<String, MemberMemory> memories = new HashMap<>();
    private final PeerNames names;
    private Instant newest = Instant.MIN;

    /** Signals of which something better than a fallback was seen in the cluster. */
    private final Set<Signal> wellSourced = EnumSet.noneOf(Signal.class);

    public ClusterReader(Profile profile, ClusterConfig cluster, Deriver deriver, Set<String> families) {
        this.profile = profile;
        this.deriver = deriver;
        this.families = families;
        this.network = cluster.parameters().text("network");
        this.names = new PeerNames(group(cluster));
    }

    @Override
    public Set<String> wantedFamilies() {
        return families;
    }

    @Override
    public void change(ClusterConfig cluster) {
        Set<String> members =
                cluster.members().stream().map(MemberConfig::name).collect(Collectors.toUnmodifiableSet());
        memories.keySet().retainAll(members);
        names.change(group(cluster));
        deriver.keepOnly(members);
    }

    /** What is remembered with its time would be in the future for as long as the clock was set back. Who is who stays known. */
    private void startOver() {
        memories.values().forEach(MemberMemory::forgetTimes);
        names.startOver();
        deriver.keepOnly(Set.of());
    }

    private List<String> group(ClusterConfig cluster) {
        return cluster.members().stream()
                .filter(member -> profile.groupRoles().contains(member.role()))
                .map(MemberConfig::name)
                .toList();
    }

    @Override
    public MemberReading read(Look look) {
        if (look.answeredAt().plus(SET_BACK).isBefore(newest)) {
            startOver();
        }
        newest = look.answeredAt();
        String member = look.member().name();
        String role = look.member().role();
        if (look.failure() != null) {
            MemberMemory known = memories.get(member);
            if (known != null && look.failure().provesProcessGone()) {
                known.restarts.gone();
            }
            return MemberReading.failed(
                    look.watched(),
                    member,
                    role,
                    look.askedAt(),
                    look.answeredAt(),
                    look.failure(),
                    look.error(),
                    look.extra());
        }
        MemberMemory memory = memories.computeIfAbsent(member, name -> new MemberMemory(profile.restart()));
        PageIndex page = PageIndex.of(look.page(), network);
        boolean restarted = memory.restarts.observe(page);
        if (restarted) {
            memory.forget();
        }
        Derivation derivation = deriver.derive(look, page, restarted);
        Signals signals = signals(look, page, derivation, memory);
        Map<String, Boolean> links = profile.groupRoles().contains(role)
                ? links(member, page, derivation.scope(), memory, look.answeredAt())
                : Map.of();
        return new MemberReading(
                look.watched(),
                member,
                role,
                look.askedAt(),
                look.answeredAt(),
                null,
                look.extra(),
                restarted,
                signals,
                links,
                names.identityOf(member),
                derivation.group(),
                derivation.network());
    }

    private Signals signals(Look look, PageIndex page, Derivation derivation, MemberMemory memory) {
        SignalSources sources = new SignalSources(
                page, derivation.scope(), profile.links(), derivation.signals(), memory.percentiles, look.answeredAt());
        Signals.Builder signals = new Signals.Builder();
        BiPredicate<Signal, Source> allowed = (signal, source) -> allowed(signal, source, signals);
        signalsByRole.computeIfAbsent(look.member().role(), profile::signalsOf).forEach((signal, places) -> {
            Source found = sources.find(signal, places, allowed);
            if (found != null) {
                signals.set(signal, sources.value());
                if (!found.fallback() && found.how() != How.ZERO_WHEN_PRESENT) {
                    wellSourced.add(signal);
                }
                if (signal == Signal.LEADS && found.how() != How.DERIVED) {
                    signals.set(Signal.LEADS_SINCE, seconds(memory.leadsSince(sources.value(), look.answeredAt())));
                }
            }
        });
        if (signals.get(Signal.LEADS) == 1) {
            signals.set(Signal.HEARS_LEADER, 1);
        } else if (signals.get(Signal.LEADS) == 0 && derivation.signals().isTrue(Signal.LEADS)) {
            // It stands still like a leader and says that it is none: that it hears one was concluded from the
            // stillness alone.
            signals.set(Signal.HEARS_LEADER, Double.NaN);
        }
        return signals.build();
    }

    private boolean allowed(Signal signal, Source source, Signals.Builder sofar) {
        if (signal == Signal.LEADS_SINCE && !Double.isNaN(sofar.get(Signal.LEADS_SINCE))) {
            return false;
        }
        return !(source.fallback() && wellSourced.contains(signal))
                && !(source.onlyWhenLeading() && sofar.get(Signal.LEADS) != 1);
    }

    private Map<String, Boolean> links(String member, PageIndex page, Scope scope, MemberMemory memory, Instant at) {
        LinkRule rule = profile.links();
        if (rule == null) {
            return Map.of();
        }
        memory.peers.observe(rule, page, scope);
        IdentityRule identity = profile.identity();
        if (identity != null) {
            told(identity, member, page);
        } else if (!memory.peers.up().isEmpty()) {
            names.named(member, memory.peers.up(), at);
        }
        return memory.links(names.byName(memory.peers.up()));
    }

    private void told(IdentityRule rule, String member, PageIndex page) {
        for (IdentityRule.Place place : rule.places()) {
            for (Sample sample : page.samples(place.family())) {
                String identity = sample.labels().get(place.label());
                if (identity != null) {
                    names.told(member, Peers.canonical(identity));
                    return;
                }
            }
        }
    }

    /** An instant as the signals carry it: epoch seconds. */
    public static double seconds(Instant at) {
        return at.getEpochSecond() + at.getNano() / NANOS;
    }
}
