package io.quorumwatch.simulate;

/** Hears of everything that members would log, in the order in which it happens. Called while time advances, on the caller's thread. */
@FunctionalInterface
public interface CommitteeObserver {

    /** Hears nothing. */
    CommitteeObserver NONE = event -> {};

    void saw(CommitteeEvent event);
}
