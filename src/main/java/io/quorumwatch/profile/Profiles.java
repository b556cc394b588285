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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** The kinds of systems that can be watched, by name. Read once; immutable afterwards and safe for any thread. */
public final class Profiles {

    private static final List<String> NAMES = List.of("etcd", "mosaik", "zipnet");

    private static final Map<String, BiFunction<Profile, ClusterConfig, Deriver>> DERIVERS =
            Map.of("mosaik", MosaikDeriver::new);

    private final Map<String, Profile> byName;

    private Profiles(Map<String, Profile> byName) {
        this.byName = Collections.unmodifiableMap(byName);
    }

    /**
     * The profiles that the jar contains, read anew and checked completely.
     *
     * @throws InvalidProfileException when one of them says something that cannot be
     */
    public static Profiles load() {
        Map<String, Profile> byName = new TreeMap<>();
        for (String name : NAMES) {
            Profile profile = ProfileFile.read(name, Profiles::text);
            String deriver = profile.deriver();
            if (deriver != null && !DERIVERS.containsKey(deriver)) {
                throw new InvalidProfileException(
                        name + ".deriver.name: found '" + deriver + "', expected one of " + DERIVERS.keySet());
            }
            byName.put(name, profile);
        }
        return new Profiles(byName);
    }

    /** The names, sorted. */
    public Set<String> names() {
        return byName.keySet();
    }

    /** The profile of this name. */
    public Profile profile(String name) {
        Profile profile = byName.get(name);
        if (profile == null) {
            throw new IllegalArgumentException("no profile '" + name + "', expected one of " + names());
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
