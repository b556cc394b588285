package io.quorumwatch.desk.health;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Signals;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A look at a member of {@code acme}, spelt out only as far as a test cares. */
public record Reading(
        String member, String role, Instant at, Signals signals, Map<String, Boolean> links, boolean again) {

    public static Reading of(String member) {
        return new Reading(member, "committee", HealthScene.START, Signals.NONE, Map.of(), false);
    }

    public Reading role(String other) {
        return new Reading(member, other, at, signals, links, again);
    }

    public Reading at(Instant when) {
        return new Reading(member, role, when, signals, links, again);
    }

    public Reading with(Signal signal, double value) {
        Signals.Builder more = signals.toBuilder();
        more.set(signal, value);
        return new Reading(member, role, at, more.build(), links, again);
    }

    public Reading linked(String peer, boolean up) {
        Map<String, Boolean> more = new HashMap<>(links);
        more.put(peer, up);
        return new Reading(member, role, at, signals, more, again);
    }

    public Reading restarted() {
        return new Reading(member, role, at, signals, links, true);
    }

    public MemberReading reading() {
        return new MemberReading("acme", member, role, at, at, null, false, again, signals, links, null, null, null);
    }

    public MemberReading failed(ScrapeFailure failure) {
        return MemberReading.failed("acme", member, role, at, at, failure, false);
    }
}
