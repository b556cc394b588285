package io.quorumwatch.simulate;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Short ids as mosaik prints them: the first five bytes as ten lower-case hex digits. */
final class Identities {

    private Identities() {}

    /** The peer id of a member; the same after a restart, as with zipnet's configured secret. */
    static String peer(String member) {
        return shortId("peer " + member);
    }

    /** The id of a bond; a new one for every new bond. */
    static String bond(long number) {
        return shortId("bond " + number);
    }

    /** The label of a group. It does not contain the instance's name, but depends on it and on the size of the committee. */
    static String group(CommitteeOptions options, GroupKind kind) {
        String size = kind == GroupKind.COMMITTEE ? " of " + options.members() : "";
        return shortId(options.instance() + " " + kind.word() + size);
    }

    private static String shortId(String text) {
        String digits = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
        return digits.substring(0, 10);
    }
}
