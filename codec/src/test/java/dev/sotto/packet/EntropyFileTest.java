package dev.sotto.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.Fingerprint;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import dev.sotto.prior.Prior;
import dev.sotto.prior.TestPriors;
import dev.sotto.token.TokenSequence;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** {@code .sotto} files of version 2. */
class EntropyFileTest {

    private static final ModelFile MODEL = TestModels.tiny(1);
    private static final Prior PRIOR = TestPriors.of(MODEL, 7);

    private final Random random = new Random(1);

    private TokenFile file(int frames, int codebooks, Fingerprint model) {
        int[] tokens = random.ints((long) frames * codebooks, 0, 64).toArray();
        return new TokenFile(model, 16_000, 320, 0, 6, frames * 320L, new TokenSequence(codebooks, tokens));
    }

    private static TokenFile read(byte[] bytes) {
        return TokenFile.read(bytes, fingerprint -> {
            assertEquals(PRIOR.fingerprint(), fingerprint);
            return PRIOR;
        });
    }

    @Test
    void shouldReadBackWhatWasWritten() throws IOException {
        for (int frames : new int[] {0, 1, 49, 50, 51, 700}) {
            for (int interval : new int[] {0, 1, 50}) {
                TokenFile file = file(frames, 1 + random.nextInt(4), MODEL.fingerprint());
                byte[] bytes = file.toBytes(1 + random.nextInt(255), PacketCoding.entropy(PRIOR, interval));

                assertEquals(file, read(bytes));
                assertEquals(
                        Optional.of(PRIOR.fingerprint()), PacketIndex.of(bytes).prior());
                assertArrayEquals(bytes, TokenFile.readBytes(new ByteArrayInputStream(bytes)));
                assertEquals(
                        frames,
                        PacketIndex.of(bytes).packets().stream()
                                .mapToInt(packet -> packet.header().numFrames())
                                .sum());
            }
        }
    }

    @Test
    void shouldReadVersionOneWithoutAskingForAPrior() {
        TokenFile file = file(60, 3, MODEL.fingerprint());

        assertEquals(file, TokenFile.read(file.toBytes(25), fingerprint -> {
            throw new AssertionError();
        }));
        assertEquals(Optional.empty(), PacketIndex.of(file.toBytes(25)).prior());
    }

    @Test
    void shouldRefuseAFileWithAnyOneBitFlippedOrCutAtAnyByte() {
        byte[] bytes = file(21, 2, MODEL.fingerprint()).toBytes(7, PacketCoding.entropy(PRIOR, 0));
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (0x80 >>> bit % 8);

            assertThrows(MalformedPacketException.class, () -> read(flipped), "bit " + bit);
        }
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            MalformedPacketException e = assertThrows(MalformedPacketException.class, () -> read(cut));
            assertTrue(e.getMessage().contains("it was cut short"), e.getMessage());
        }
    }

    @Test
    void shouldRefuseAFileThatDoesNotBeginWithAKeyPacket() {
        TokenFile file = file(10, 2, MODEL.fingerprint());
        byte[] bytes = file.toBytes(5, PacketCoding.entropy(PRIOR, 0));
        int first = 1 + PacketIndex.of(bytes).packets().get(0).length() + TokenFile.CRC_LENGTH;
        byte[] without = Arrays.copyOf(bytes, bytes.length - first);
        System.arraycopy(bytes, 34 + first, without, 34, without.length - 34);

        MalformedPacketException e = assertThrows(MalformedPacketException.class, () -> read(without));
        assertTrue(e.getMessage().contains("is no key packet and does not follow"), e.getMessage());
    }

    @Test
    void shouldRefuseAPriorOfAnotherModel() {
        TokenFile stranger = file(10, 2, new Fingerprint(MODEL.fingerprint().bits() + 1));

        assertThrows(IllegalArgumentException.class, () -> stranger.toBytes(5, PacketCoding.entropy(PRIOR, 0)));
    }

    @Test
    void shouldSayWhichPriorIsWanted() {
        byte[] bytes = file(10, 2, MODEL.fingerprint()).toBytes(5, PacketCoding.entropy(PRIOR, 0));

        MalformedPacketException e = assertThrows(MalformedPacketException.class, () -> TokenFile.read(bytes));
        assertTrue(e.getMessage().contains("coded with prior " + PRIOR.fingerprint()), e.getMessage());
    }
}
