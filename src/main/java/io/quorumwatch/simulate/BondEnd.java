package io.quorumwatch.simulate;

import io.quorumwatch.bus.Word;
import org.jspecify.annotations.Nullable;

/** One member's end of a bond: to whom, which one, and how long it has been silent. */
final class BondEnd {

    /** Why a bond ended, in mosaik's words. */
    enum Reason implements Word {
        TIMEOUT("Timeout (code 30408)"),
        NOT_ALLOWED("NotAllowed (code 30403)"),
        ALREADY_BONDED("AlreadyBonded (code 30429)");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** The reason as mosaik's log prints it. */
        String text() {
            return text;
        }
    }

    final String peer;
    final long bond;
    long heardAt;
    /** When the last message sent over this end arrives; a later one never overtakes it. */
    long lastArrival;

    int missedTicks;
    boolean ticked;
    Timeline.@Nullable Event nextTick;

    BondEnd(String peer, long bond, long heardAt) {
        this.peer = peer;
        this.bond = bond;
        this.heardAt = heardAt;
    }
}
