package io.quorumwatch.source.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineSplitterTest {

    private final List<String> lines = new ArrayList<>();
    private final LineSplitter splitter = new LineSplitter(10, lines::add);

    private void accept(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        splitter.accept(bytes, 0, bytes.length);
    }

    @Test
    void handsOnWholeLinesAndLetsAHalfOneWait() {
        accept("one\ntwo\nthr");
        assertThat(lines).containsExactly("one", "two");
        assertThat(splitter.sinceLineEnd()).isEqualTo(3);
        accept("ee\n");
        assertThat(lines).containsExactly("one", "two", "three");
        assertThat(splitter.sinceLineEnd()).isZero();
    }

    @Test
    void takesCarriageReturnsOffAndLeavesEmptyLinesOut() {
        accept("one\r\n\r\n\ntwo\r");
        accept("\nin\rside\n");
        assertThat(lines).containsExactly("one", "two", "in\rside");
    }

    @Test
    void joinsCharactersThatArriveInParts() {
        byte[] bytes = "grün €\n".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            splitter.accept(bytes, i, i + 1);
        }
        assertThat(lines).containsExactly("grün €");
    }

    @Test
    void cutsALineThatIsTooLongAndCountsIt() {
        accept("0123456789abc");
        accept("def\nnext\n0123456789\n");
        assertThat(lines).containsExactly("0123456789", "next", "0123456789");
        assertThat(splitter.takeCut()).isEqualTo(1);
        assertThat(splitter.takeCut()).isZero();
    }

    @Test
    void holdsNoMoreThanTheLongestLineOfAnEndlessOne() {
        byte[] piece = "x".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 100; i++) {
            splitter.accept(piece, 0, piece.length);
        }
        assertThat(splitter.sinceLineEnd()).isEqualTo(10_000_000);
        splitter.finish();
        assertThat(lines).containsExactly("xxxxxxxxxx");
    }

    @Test
    void passesOverTheHoleThatATruncationLeaves() {
        accept("\0\0\0\0one\n\0\0\0\n");
        assertThat(lines).containsExactly("one");
    }

    @Test
    void handsOnTheLineBehindAHoleThatIsLargerThanTheLongestLine() {
        accept("\0".repeat(25));
        accept("\0".repeat(25) + "one\n");
        accept("\0".repeat(25) + "two");
        accept("\n" + "\0".repeat(25) + "0123456789abc\n");
        assertThat(lines).containsExactly("one", "two", "0123456789");
        assertThat(splitter.takeCut()).isEqualTo(1);
    }

    @Test
    void forgetsAHoleThatNoLineHasFollowed() {
        accept("\0".repeat(25));
        assertThat(splitter.sinceLineEnd()).isEqualTo(25);
        assertThat(splitter.forget()).isFalse();
        assertThat(splitter.sinceLineEnd()).isZero();
    }

    @Test
    void countsAHalfLineAsALineWhenNothingFollows() {
        accept("half");
        splitter.finish();
        splitter.finish();
        assertThat(lines).containsExactly("half");
    }

    @Test
    void forgetsAHalfLineWhoseOtherHalfIsLost() {
        accept("half");
        assertThat(splitter.forget()).isTrue();
        assertThat(splitter.forget()).isFalse();
        accept("whole\n");
        assertThat(lines).containsExactly("whole");
    }

    @Test
    void givesTheSameLinesHoweverTheBytesAreCut() {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            String line = "l" + "é".repeat(random.nextInt(4)) + i;
            expected.add(line);
            text.append(line).append(random.nextBoolean() ? "\n" : "\r\n");
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        LineSplitter whole = new LineSplitter(64, lines::add);
        for (int at = 0; at < bytes.length; ) {
            int next = Math.min(bytes.length, at + 1 + random.nextInt(9));
            whole.accept(bytes, at, next);
            at = next;
        }
        assertThat(lines).isEqualTo(expected);
    }
}
