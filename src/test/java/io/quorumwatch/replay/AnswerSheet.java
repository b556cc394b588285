package io.quorumwatch.replay;

import io.quorumwatch.bus.Topic;
import io.quorumwatch.simulate.MemberTruth;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is true of a simulated committee, by its own knowledge and not by its pages: for how many seconds each condition has been true
 * or has not. It is deliberately simpler than the rules: it knows everything and need not be careful.
 */
final class AnswerSheet {

    /** Rounds are due every 3 s and folded within 15 s, so a stall is {@code 3 P + D} = 24 s without one. */
    static final int STALL = 24;

    private static final int LONG_AGO = 100_000;

    /**
     * A condition now.
     *
     * @param trueFor for how many seconds it has been true in the sight of whoever asks the members
     * @param falseFor for how many seconds it has not been true at all
     */
    record Standing(int trueFor, int falseFor) {}

    private final Map<Topic, Standing> standings = new HashMap<>();
    private final Map<String, Long> rounds = new HashMap<>();
    private int withoutRound;

    /**
     * One second later.
     *
     * @param truths what the members know
     * @param slow members whose answers come too late, though they are well
     */
    void second(List<MemberTruth> truths, Set<String> slow) {
        List<MemberTruth> living = truths.stream()
                .filter(member -> member.running() && !member.paused())
                .toList();
        List<MemberTruth> seen = living.stream()
                .filter(member -> !slow.contains(member.member()))
                .toList();
        for (MemberTruth member : truths) {
            note("member-down", member.member(), !seen.contains(member));
            note("bond-missing", member.member(), seen.contains(member) && lacksBond(member, seen));
        }
        note("leader-multiple", null, leaders(seen) > 1, leaders(living) > 1);
        note("quorum-lost", null, largestFragment(living) <= truths.size() / 2);
        withoutRound++;
        for (MemberTruth member : truths) {
            Long before = rounds.put(member.member(), member.roundsFinalized());
            if (before != null && member.roundsFinalized() > before) {
                withoutRound = 0;
            }
        }
        // The round is told by a page up to a second later.
        note("round-stall", null, withoutRound >= STALL - 1);
    }

    private void note(String condition, @Nullable String subject, boolean isTrue) {
        note(condition, subject, isTrue, isTrue);
    }

    private void note(String condition, @Nullable String subject, boolean shows, boolean isTrue) {
        Topic topic = new Topic(condition, subject);
        Standing before = standings.getOrDefault(topic, new Standing(0, LONG_AGO));
        standings.put(topic, new Standing(shows ? before.trueFor() + 1 : 0, isTrue ? 0 : before.falseFor() + 1));
    }

    private static long leaders(List<MemberTruth> members) {
        return members.stream().filter(MemberTruth::leads).count();
    }

    private static boolean lacksBond(MemberTruth member, List<MemberTruth> seen) {
        return seen.stream()
                .anyMatch(peer -> !peer.equals(member) && !member.bondedTo().contains(peer.member()));
    }

    private static int largestFragment(List<MemberTruth> living) {
        Map<String, MemberTruth> left = new HashMap<>();
        living.forEach(member -> left.put(member.member(), member));
        int largest = 0;
        for (MemberTruth member : living) {
            Set<String> fragment = new HashSet<>();
            Deque<String> next = new ArrayDeque<>(List.of(member.member()));
            while (!next.isEmpty()) {
                MemberTruth reached = left.remove(next.remove());
                if (reached != null) {
                    fragment.add(reached.member());
                    next.addAll(reached.bondedTo());
                }
            }
            largest = Math.max(largest, fragment.size());
        }
        return largest;
    }

    /** All that is known so far. */
    Map<Topic, Standing> standings() {
        return standings;
    }
}
