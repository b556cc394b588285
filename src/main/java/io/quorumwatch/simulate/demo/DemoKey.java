package io.quorumwatch.simulate.demo;

import io.quorumwatch.simulate.Fault;
import java.util.Optional;

/** The keys of the console that do something to the committee. Digits choose a member, {@code h}, {@code q} and {@code ?} serve the console. */
enum DemoKey {
    KILL('k', Fault.KILL),
    RESTART('r', Fault.RESTART),
    PAUSE('p', Fault.PAUSE),
    SPLIT('s', Fault.PARTITION),
    CUT('c', Fault.CUT),
    TICKET('t', Fault.EXPIRE_TICKET),
    SLOW('w', Fault.SLOW),
    ROUNDS('o', Fault.STALL_ROUNDS),
    NOBODY('n', Fault.NO_PARTICIPANTS),
    HALF_BOND('b', Fault.HALF_BOND);

    static final char HEAL = 'h';
    static final char QUIT = 'q';
    static final char HELP = '?';

    private final char key;
    private final Fault fault;

    DemoKey(char key, Fault fault) {
        this.key = key;
        this.fault = fault;
    }

    char key() {
        return key;
    }

    Fault fault() {
        return fault;
    }

    /** The fault on that key, in either case, or nothing. */
    static Optional<Fault> fault(int pressed) {
        for (DemoKey each : values()) {
            if (each.key == Character.toLowerCase(pressed)) {
                return Optional.of(each.fault);
            }
        }
        return Optional.empty();
    }
}
