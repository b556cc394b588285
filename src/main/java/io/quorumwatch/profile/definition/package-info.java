/**
 * What a profile is: a kind of system, written down as data.
 *
 * <p>A profile says which roles members have, which parameters the system knows, and for each {@link io.quorumwatch.bus.Signal}
 * where on a metrics page it stands. A signal has an ordered list of sources: the name that the operators' documents promise
 * first, then what the software really exports, so that one profile serves both. Data ends where a signal has to be concluded from
 * how pages change; there the profile names a deriver, and {@code io.quorumwatch.profile.mosaik} is one.
 *
 * <p>The files are read strictly: an unknown key, a wrong type or a signal that does not exist stops the start. What is read is
 * immutable, and nothing in here touches a page.
 */
@NullMarked
package io.quorumwatch.profile.definition;

import org.jspecify.annotations.NullMarked;
