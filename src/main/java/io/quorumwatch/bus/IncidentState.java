package io.quorumwatch.bus;

/** Where an incident stands. */
public enum IncidentState implements Word {
    OPENED,
    CHANGED,
    RESOLVED
}
