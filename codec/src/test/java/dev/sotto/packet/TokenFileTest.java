package dev.sotto.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.Fingerprint;
import dev.sotto.token.TokenSequence;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenFileTest {

    private static final Fingerprint FINGERPRINT = new Fingerprint(0x1234_5678_9abc_def0L);

    private final Random random = new Random(1);

    @Test
    void shouldReadBackWhatWasWritten() {
        for (int numFrames : new int[] {1, 2, 24, 25, 26, 255, 256, 1000}) {
            for (int framesPerPacket : new int[] {1, 5, 25, 255}) {
                TokenFile file = file(numFrames, 1 + random.nextInt(16), 1 + random.nextInt(16), random.nextInt(320));

                assertEquals(file, TokenFile.read(file.toBytes(framesPerPacket)));
            }
        }
    }

    @Test
    void shouldReadBackAFileWithoutFrames() {
        TokenFile file = new TokenFile(FINGERPRINT, 16_000, 320, 0, 10, 0, new TokenSequence(3, new int[0]));

        assertEquals(file, TokenFile.read(file.toBytes(25)));
    }

    @Test
    void shouldKeepTheLengthOfTheSound() {
        TokenFile file = file(3, 1, 10, 200);

        assertEquals(3 * 320 - 160 - 200, file.numSamples());
        assertEquals(200, file.padding());
    }

    @Test
    void shouldRefuseAFileWithAnyOneBitFlipped() {
        byte[] bytes = file(7, 2, 10, 100).toBytes(3);
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (0x80 >>> bit % 8);

            assertThrows(MalformedPacketException.class, () -> TokenFile.read(flipped), "bit " + bit);
        }
    }

    @Test
    void shouldRefuseAFileCutAtAnyByte() {
        byte[] bytes = file(7, 2, 10, 100).toBytes(3);
        for (int length = 0; length < bytes.length; length++) {
            String message = refusal(Arrays.copyOf(bytes, length));

            assertTrue(message.contains("it was cut short"), message);
        }
    }

    @Test
    void shouldSayHowManyFramesACutFileHas() {
        byte[] bytes = file(6, 2, 10, 100).toBytes(3);
        int packet = 1 + PacketWriter.length(packet(0, 3, 2, Packet.NOT_LAST)) + 4;

        assertEquals(
                "the file ends after 3 of its frames, without an end-of-stream packet: it was cut short (at byte 46)",
                refusal(Arrays.copyOf(bytes, 26 + packet)));
        assertEquals(
                "the file ends within a packet after 3 of its frames, without an end-of-stream packet: it was cut short"
                        + " (at byte 51)",
                refusal(Arrays.copyOf(bytes, 26 + packet + 5)));
    }

    @Test
    void shouldRefuseAFileOfAnotherKind() {
        byte[] text = "Dear reader,\n".repeat(100).getBytes(StandardCharsets.US_ASCII);

        MalformedPacketException e = assertThrows(MalformedPacketException.class, () -> TokenFile.read(text));
        assertEquals("does not begin with SOTTO, so it is no .sotto file (at byte 0)", e.getMessage());
    }

    @Test
    void shouldRefuseAnUnknownVersionByNumber() {
        byte[] bytes = file(3, 2, 10, 100).toBytes(3);
        bytes[5] = 7;

        assertTrue(refusal(bytes).contains("version 7 of the .sotto file is not known here"), refusal(bytes));
    }

    @Test
    void shouldRefuseASampleRateOfZero() {
        byte[] bytes = new TokenFileBuilder()
                .header(FINGERPRINT, 0, 320, 160)
                .packet(packet(0, 3, 2, 0))
                .bytes();

        assertTrue(refusal(bytes).contains("sampleRate must be 1 to 2147483647, is 0"), refusal(bytes));
    }

    @Test
    void shouldRefuseAHopLengthOfZero() {
        byte[] bytes = new TokenFileBuilder()
                .header(FINGERPRINT, 16_000, 0, 0)
                .packet(packet(0, 3, 2, 0))
                .bytes();

        assertTrue(refusal(bytes).contains("hopLength must be"), refusal(bytes));
    }

    @Test
    void shouldRefuseAMissingPacket() {
        byte[] bytes = start().packet(packet(0, 3, 2, Packet.NOT_LAST))
                .packet(packet(4, 3, 2, 0))
                .bytes();

        assertTrue(refusal(bytes).contains("begins with frame 4 where frame 3 is due"), refusal(bytes));
    }

    @Test
    void shouldRefuseAStreamThatDoesNotBeginWithFrameZero() {
        byte[] bytes = start().packet(packet(1, 3, 2, 0)).bytes();

        assertTrue(refusal(bytes).contains("begins with frame 1 where frame 0 is due"), refusal(bytes));
    }

    @Test
    void shouldRefuseAChangeOfCodebooks() {
        byte[] bytes = start().packet(packet(0, 3, 2, Packet.NOT_LAST))
                .packet(packet(3, 3, 1, 0))
                .bytes();

        assertTrue(refusal(bytes).contains("1 codebooks of 10 bits follows one of 2 codebooks"), refusal(bytes));
    }

    @Test
    void shouldRefuseAPacketOfAnotherModel() {
        Packet stranger = new Packet(0x4321, 0, 10, new TokenSequence(1, new int[] {5}), 0);
        byte[] bytes = start().packet(stranger).bytes();

        assertTrue(refusal(bytes).contains("the packet is of another model than the file"), refusal(bytes));
    }

    @Test
    void shouldRefuseWhatFollowsTheEndOfTheStream() {
        byte[] bytes =
                start().packet(packet(0, 3, 2, 0)).packet(packet(3, 3, 2, 0)).bytes();

        assertTrue(refusal(bytes).contains("the file goes on after its end by"), refusal(bytes));
    }

    @Test
    void shouldRefuseAMalformedPacketWithAGoodChecksum() {
        byte[] packet = PacketWriter.write(packet(0, 3, 2, 0));
        packet[1] |= 1;
        byte[] bytes = start().packet(packet).bytes();

        MalformedPacketException e = assertThrows(MalformedPacketException.class, () -> TokenFile.read(bytes));
        assertTrue(e.getMessage().contains("reserved flags"), e.getMessage());
        assertEquals(26 + 1 + 1, e.offset());
    }

    @Test
    void shouldRefuseALengthThatNoPacketHas() {
        byte[] bytes = start().bytes(new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f})
                .bytes();

        assertTrue(refusal(bytes).contains("exceeds " + PacketFormat.MAX_LENGTH), refusal(bytes));
    }

    @Test
    void shouldRefuseFewerSamplesThanTheDelay() {
        byte[] bytes = start().packet(packet(0, 1, 2, 200)).bytes();

        assertTrue(refusal(bytes).contains("1 frames are fewer samples than the delay"), refusal(bytes));
    }

    @Test
    void shouldRefuseToWriteWhatCouldNotBeRead() {
        TokenSequence tokens = new TokenSequence(1, new int[] {1, 2, 3});

        assertThrows(
                IllegalArgumentException.class,
                () -> new TokenFile(FINGERPRINT, 16_000, 320, 160, 10, 3 * 320 - 159, tokens));
        assertThrows(IllegalArgumentException.class, () -> file(3, 1, 10, 0).toBytes(0));
        assertThrows(IllegalArgumentException.class, () -> file(3, 1, 10, 0).toBytes(256));
    }

    @Test
    void shouldTellNothingButItsOwnExceptionOfAnyMutatedFile() {
        byte[] bytes = file(40, 3, 10, 100).toBytes(5);
        for (int i = 0; i < 20_000; i++) {
            byte[] mutated = Mutations.mutate(bytes, random);
            try {
                TokenFile.read(mutated);
                assertArrayEquals(bytes, mutated);
            } catch (MalformedPacketException e) {
                assertTrue(e.offset() >= 0 && e.offset() <= mutated.length);
            }
        }
    }

    private static String refusal(byte[] bytes) {
        return assertThrows(MalformedPacketException.class, () -> TokenFile.read(bytes))
                .getMessage();
    }

    private static TokenFileBuilder start() {
        return new TokenFileBuilder().header(FINGERPRINT, 16_000, 320, 160);
    }

    private Packet packet(long firstFrame, int numFrames, int numCodebooks, int padding) {
        TokenSequence tokens = new TokenSequence(numCodebooks, random(numFrames * numCodebooks, 10));
        return new Packet(FINGERPRINT.mark(), firstFrame, 10, tokens, padding);
    }

    private TokenFile file(int numFrames, int numCodebooks, int bits, int padding) {
        int delay = numFrames * 320 - padding < 160 ? 0 : 160;
        long numSamples = Math.max(0, numFrames * 320L - delay - padding);
        int[] tokens = random(numFrames * numCodebooks, bits);
        return new TokenFile(
                FINGERPRINT, 16_000, 320, delay, bits, numSamples, new TokenSequence(numCodebooks, tokens));
    }

    private int[] random(int count, int bits) {
        return random.ints(count, 0, 1 << bits).toArray();
    }
}
