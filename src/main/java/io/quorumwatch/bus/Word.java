package io.quorumwatch.bus;

import java.util.Locale;

/** An enum whose constants have one word that is the same in logs, JSON and metric labels. */
public interface Word {

    /** The enum constant's name, as {@link Enum#name()} gives it. */
    String name();

    /** The constant's word: its name in lower case with underscores, unless the enum says otherwise. */
    default String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
