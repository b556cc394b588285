package io.quorumwatch.profile;

import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.profile.definition.InvalidProfileException;
import io.quorumwatch.profile.definition.Profile;
import io.quorumwatch.profile.definition.ProfileFile;
import io.quorumwatch.profile.logs.LogReader;
import io.quorumwatch.profile.mosaik.MosaikDeriver;
import io.quorumwatch.profile.reading.ClusterReader;
import io.quorumwatch.profile.reading.Deriver;
import io.quorumwatch.source.scrape.LookReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * The kinds of systems that can be watched, by name. Each is read and checked when it is first asked for, since most agents watch one
 * kind, and reading all would be a good part of their start. Safe for any thread.
 */
public final class Profiles {

    private static final SortedSet<String> NAMES =
            Collections.unmodifiableSortedSet(new TreeSet<>(Set.of("etcd", "mosaik", "zipnet")));

    private static final Map<String, BiFunction<Profile, ClusterConfig, Deriver>> DERIVERS =
            Map.of("mosaik", MosaikDeriver::new);

    private final Map<String, Profile> read = new ConcurrentHashMap<>();

    private Profiles() {}

    /** The profiles that the jar contains. */
    public static Profiles load() {
        return new Profiles();
    }

    /** The names, sorted. */
    public Set<String> names() {
        return NAMES;
    }

    /**
     * The profile of this name.
     *
     * @throws InvalidProfileException when it says something that cannot be
     */
    public Profile profile(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("no profile '" + name + "', expected one of " + names());
        }
        return read.computeIfAbsent(name, Profiles::read);
    }

    private static Profile read(String name) {
        Profile profile = ProfileFile.read(name, Profiles::text);
        String deriver = profile.deriver();
        if (deriver != null && !DERIVERS.containsKey(deriver)) {
            throw new InvalidProfileException(
                    name + ".deriver.name: found '" + deriver + "', expected one of " + DERIVERS.keySet());
        }
        return profile;
    }

    /** A reader for the looks at this cluster, with nothing remembered. */
    public LookReader readerFor(ClusterConfig cluster) {
        Profile profile = profile(cluster.profile());
        String name = profile.deriver();
        BiFunction<Profile, ClusterConfig, Deriver> factory = name == null ? null : DERIVERS.get(name);
        Set<String> families = new TreeSet<>(profile.families());
        if (factory == null) {
            return new ClusterReader(profile, cluster, Deriver.NONE, families);
        }
        families.addAll(MosaikDeriver.FAMILIES);
        return new ClusterReader(profile, cluster, factory.apply(profile, cluster), families);
    }

    /** A reader for the logs of this cluster's members, with nothing remembered. */
    public LogReader logReaderFor(ClusterConfig cluster) {
        return new LogReader(profile(cluster.profile()).logs(), cluster);
    }

    private static String text(String name) {
        String resource = name + ".yaml";
        try (InputStream in = Profiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new InvalidProfileException(name + ": there is no profile of this name");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
