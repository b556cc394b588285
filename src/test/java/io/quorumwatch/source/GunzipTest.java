package io.quorumwatch.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorumwatch.testing.FakeAnswer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GunzipTest {

    private static final byte[] TEXT =
            "some text, and some more text\n".repeat(3000).getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PACKED = FakeAnswer.gzip(TEXT).getBytes();

    private final ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
    private final Gunzip gunzip = new Gunzip();

    private boolean unpack(byte[] packed, int pieceBytes) throws DataFormatException {
        for (int from = 0; from < packed.length; from += pieceBytes) {
            boolean goesOn =
                    gunzip.accept(packed, from, Math.min(packed.length, from + pieceBytes), (bytes, start, end) -> {
                        unpacked.write(bytes, start, end - start);
                        return true;
                    });
            assertThat(goesOn).isTrue();
        }
        return gunzip.complete();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100, 1_000_000})
    void unpacksWhateverTheSizeOfThePieces(int pieceBytes) throws Exception {
        assertThat(unpack(PACKED, pieceBytes)).isTrue();
        assertThat(unpacked.toByteArray()).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void unpacksSeveralMembersInARow(int pieceBytes) throws Exception {
        assertThat(unpack(join(PACKED, PACKED), pieceBytes)).isTrue();
        assertThat(unpacked.toByteArray()).isEqualTo(join(TEXT, TEXT));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void readsEveryOptionalPartOfTheHead(int pieceBytes) throws Exception {
        byte[] head = {0x1F, (byte) 0x8B, 8, 0x1E, 0, 0, 0, 0, 0, 3};
        byte[] options = {2, 0, 'e', 'x', 'n', 'a', 'm', 'e', 0, 'n', 'o', 't', 'e', 0, 0, 0};
        byte[] rest = Arrays.copyOfRange(PACKED, 10, PACKED.length);
        assertThat(unpack(join(head, options, rest), pieceBytes)).isTrue();
        assertThat(unpacked.toByteArray()).isEqualTo(TEXT);
    }

    @Test
    void readsAnExtraFieldWithoutContent() throws Exception {
        byte[] head = {0x1F, (byte) 0x8B, 8, 4, 0, 0, 0, 0, 0, 3, 0, 0};
        assertThat(unpack(join(head, Arrays.copyOfRange(PACKED, 10, PACKED.length)), 1000))
                .isTrue();
        assertThat(unpacked.toByteArray()).isEqualTo(TEXT);
    }

    @Test
    void isNotCompleteBeforeTheLastByte() throws Exception {
        assertThat(gunzip.complete()).isFalse();
        assertThat(unpack(Arrays.copyOf(PACKED, PACKED.length - 1), 1000)).isFalse();
    }

    @Test
    void refusesDamagedData() {
        byte[] damaged = PACKED.clone();
        damaged[damaged.length - 6] ^= 1;
        assertThatThrownBy(() -> unpack(damaged, 1000)).isInstanceOf(DataFormatException.class);
    }

    @Test
    void refusesWhatIsNotGzip() {
        assertThatThrownBy(() -> unpack(TEXT, 1000)).isInstanceOf(DataFormatException.class);
    }

    @Test
    void survivesAnyBytes() {
        Random random = new Random(42);
        for (int round = 0; round < 2000; round++) {
            byte[] bytes = Arrays.copyOf(PACKED, 1 + random.nextInt(PACKED.length));
            for (int i = 0; i < 4; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            gunzip.reset();
            unpacked.reset();
            try {
                boolean complete = unpack(bytes, 1 + random.nextInt(bytes.length));
                assertThat(complete && bytes.length < PACKED.length - 8).isFalse();
            } catch (DataFormatException refused) {
                assertThat(refused).isNotNull();
            }
        }
    }

    @Test
    void stopsABombAsSoonAsItsTakerHasEnough() throws Exception {
        byte[] bomb = FakeAnswer.gzip(new byte[50_000_000]).getBytes();
        int[] taken = {0};
        boolean goesOn = gunzip.accept(bomb, 0, bomb.length, (bytes, from, to) -> {
            taken[0] += to - from;
            return taken[0] < 100_000;
        });
        assertThat(goesOn).isFalse();
        assertThat(taken[0]).isLessThan(200_000);
    }

    @Test
    void beginsAnewAfterAReset() throws Exception {
        assertThat(unpack(Arrays.copyOf(PACKED, PACKED.length / 2), 1000)).isFalse();
        gunzip.reset();
        unpacked.reset();
        assertThat(unpack(PACKED, 1000)).isTrue();
        assertThat(unpacked.toByteArray()).isEqualTo(TEXT);
    }
}
