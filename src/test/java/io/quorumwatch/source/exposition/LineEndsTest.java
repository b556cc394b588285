package io.quorumwatch.source.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineEndsTest {

    @Test
    void findsTheFirstNewlineWhereverTheRangeBeginsAndEnds() {
        Random random = new Random(3);
        byte[] values = {'\n', '\n', 0x0b, 0x09, 0x0a - 128, 0, -1, 'a', (byte) 0x8a, 'b', 'c', 'd', 'e', 'f', 'g', 'h'
        };
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(60)];
            int kinds = 2 + random.nextInt(values.length - 2);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = values[values.length - 1 - random.nextInt(kinds)];
            }
            if (bytes.length > 0 && random.nextBoolean()) {
                bytes[random.nextInt(bytes.length)] = '\n';
            }
            int to = random.nextInt(bytes.length + 1);
            int from = random.nextInt(to + 1);
            int expected = from;
            while (expected < to && bytes[expected] != '\n') {
                expected++;
            }
            assertThat(LineEnds.next(bytes, from, to)).isEqualTo(expected);
        }
    }

    @Test
    void endsANameAtEveryByteThatEndsOneInThePage() {
        for (int length = 0; length < 20; length++) {
            for (byte delimiter : new byte[] {' ', '\t', '{', '"', '#', '/', 0, -1, (byte) 0x80, 0x7f}) {
                byte[] bytes = ("az09_:AZ".repeat(4)).substring(0, 25).getBytes(StandardCharsets.US_ASCII);
                assertThat(LineEnds.endOfWord(bytes, 2, 2 + length)).isEqualTo(2 + length);
                bytes[2 + length] = delimiter;
                assertThat(LineEnds.endOfWord(bytes, 2, bytes.length)).isEqualTo(2 + length);
            }
        }
    }
}
