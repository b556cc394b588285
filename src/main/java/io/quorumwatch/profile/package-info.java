/**
 * From pages to signals: which metric of which kind of system means what.
 *
 * <p>The packages to the right of this one know {@link io.quorumwatch.bus.Signal signals} and never a metric's name; everything
 * that knows names is in here. A profile is a YAML file beside this package's classes ({@code zipnet}, {@code mosaik},
 * {@code etcd}); adding a kind of system means adding a file and, where data is not enough, one deriver.
 *
 * <p>{@link io.quorumwatch.profile.Profiles} reads the files and hands out a reader for each cluster;
 * {@link io.quorumwatch.profile.ProfileVocabulary} tells the configuration what may be written;
 * {@link io.quorumwatch.profile.reading.ProfileReport} says of a page which signals it gives and which it does not. Below them,
 * {@code definition} is the form of a profile, {@code reading} its use on pages, {@code mosaik} the derivations for that library.
 */
@NullMarked
package io.quorumwatch.profile;

import org.jspecify.annotations.NullMarked;
