package io.quorumwatch.judge.bond;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Into which connected fragments bonds divide members; their sizes, the largest first. Pure. */
final class Fragments {

    /** Whether there is a bond between two members, by their numbers. */
    @FunctionalInterface
    interface Edges {
        boolean has(int one, int other);
    }

    private Fragments() {}

    /** The fragments of so many members whose bonds are known one by one. */
    static List<Integer> ofEdges(int members, Edges edges) {
        int[] root = new int[members];
        for (int i = 0; i < members; i++) {
            root[i] = i;
        }
        for (int i = 0; i < members; i++) {
            for (int j = i + 1; j < members; j++) {
                if (edges.has(i, j)) {
                    merge(root, root[i], root[j]);
                }
            }
        }
        Map<Integer, Integer> sizes = new TreeMap<>();
        for (int each : root) {
            sizes.merge(each, 1, Integer::sum);
        }
        return largestFirst(new ArrayList<>(sizes.values()));
    }

    private static void merge(int[] root, int one, int other) {
        for (int i = 0; i < root.length; i++) {
            root[i] = root[i] == other ? one : root[i];
        }
    }

    /**
     * The fragments of members of which each says only how many bonds it has. Counts that divide the members exactly into groups of whom
     * each has a bond to all others of its group show a clean split (facts/mosaik.md 3.2); any others show none, and so one fragment.
     */
    static List<Integer> ofCounts(int[] bonds) {
        Map<Integer, Integer> membersByCount = new TreeMap<>();
        for (int count : bonds) {
            membersByCount.merge(count, 1, Integer::sum);
        }
        List<Integer> sizes = new ArrayList<>();
        for (Map.Entry<Integer, Integer> entry : membersByCount.entrySet()) {
            int fragment = entry.getKey() + 1;
            if (entry.getValue() % fragment != 0) {
                return List.of(bonds.length);
            }
            sizes.addAll(Collections.nCopies(entry.getValue() / fragment, fragment));
        }
        return largestFirst(sizes);
    }

    private static List<Integer> largestFirst(List<Integer> sizes) {
        sizes.sort(Collections.reverseOrder());
        return sizes;
    }
}
