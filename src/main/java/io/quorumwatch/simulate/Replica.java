package io.quorumwatch.simulate;

/** What a group's committed commands add up to on one member. */
interface Replica {

    /**
     * Applies a committed command.
     *
     * @param live false while the member replays what it has missed
     */
    void apply(Command command, boolean live);

    /** An immutable copy of the whole, for a member that is behind. */
    Object snapshot();

    /** Takes over what {@link #snapshot} of another member gave. */
    void restore(Object snapshot);
}
