package io.quorumwatch.config;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds what somebody probably meant who wrote an unknown word. */
final class NearestWord {

    private static final int LONGEST = 100;
    private static final int SHORTEST_STEM = 3;

    private NearestWord() {}

    /** The known word that is nearest, or null when none is near enough to be worth proposing. */
    static @Nullable String of(String written, Collection<String> known) {
        if (written.length() > LONGEST) {
            return null;
        }
        String wanted = kebab(written);
        String nearest = null;
        int best = Math.max(1, wanted.length() / 3) + 1;
        for (String word : known) {
            boolean cutShort = wanted.length() >= SHORTEST_STEM && kebab(word).startsWith(wanted);
            int distance = cutShort ? 1 : distance(wanted, kebab(word));
            if (distance < best || (distance == best && nearest != null && word.compareTo(nearest) < 0)) {
                best = distance;
                nearest = word;
            }
        }
        return nearest;
    }

    /** One spelling for {@code pollEvery}, {@code POLL_EVERY} and {@code poll-every}: most wrong keys are right keys in another dress. */
    private static String kebab(String word) {
        return word.replaceAll("([a-z0-9])([A-Z])", "$1-$2").replace('_', '-').toLowerCase(Locale.ROOT);
    }

    /** Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other. */
    private static int distance(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replace = cost[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(replace, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[from.length()][to.length()];
    }
}
