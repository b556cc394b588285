package io.quorumwatch.replay;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What of a recording was not judged, and is more likely a mistake than meant so. */
final class Strays {

    /** Enough to see what is wrong, and one line still. */
    private static final int MOST_NAMES = 5;

    private final Set<String> members = new TreeSet<>();
    private long looks;

    /** A look is of a member that no cluster of the configuration has. */
    void add(String member) {
        looks++;
        if (members.size() <= MOST_NAMES) {
            members.add(member.replaceAll("\\p{Cntrl}", "?"));
        }
    }

    /** Says what there was. */
    void remark(boolean begun, long misplaced, Consumer<? super String> remarks) {
        if (!begun) {
            remarks.accept("holds no look and no line of a log, so nothing was judged");
        }
        if (looks > 0) {
            remarks.accept(looks + " looks were left out: the configuration has no member " + names());
        }
        if (misplaced > 0) {
            remarks.accept(
                    misplaced + " looks were left out: pages.jsonl.gz has them behind later ones of the same member");
        }
    }

    private String names() {
        String first = String.join(", ", members.stream().limit(MOST_NAMES).toList());
        return members.size() > MOST_NAMES ? first + ", …" : first;
    }
}
