package io.quorumwatch.simulate;

import java.util.List;

/** A name that is no member of the committee, and no word for one. */
public final class UnknownMemberException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    UnknownMemberException(String name, List<String> members) {
        super("there is no member " + name + "; there are " + String.join(", ", members));
    }
}
