package dev.sotto.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sotto.token.TokenSequence;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PacketWriterTest {

    @Test
    void shouldWriteWhatIsReadBackForEveryShape() {
        for (int bits = 1; bits <= 16; bits++) {
            for (int codebooks = 1; codebooks <= 16; codebooks++) {
                int[] highest = new int[5 * codebooks];
                Arrays.fill(highest, (1 << bits) - 1);
                assertRoundTrip(new Packet(0xffff, 77, bits, new TokenSequence(codebooks, highest), Packet.NOT_LAST));
            }
        }
    }

    @Test
    void shouldWriteWhatIsReadBackForSeededPackets() {
        Packets.seeded(new Random(3), 5_000).forEach(PacketWriterTest::assertRoundTrip);
    }

    @Test
    void shouldWriteTheLongestPacketOfAll() {
        TokenSequence tokens = new TokenSequence(16, new int[255 * 16]);
        Packet packet = new Packet(0, PacketFormat.MAX_FRAME_INDEX - 254, 16, tokens, 0xffff);

        assertEquals(8173, PacketFormat.MAX_LENGTH);
        assertEquals(PacketFormat.MAX_LENGTH, PacketWriter.write(packet).length);
        assertRoundTrip(packet);
    }

    @Test
    void shouldWriteFiveFramesOfThreeKilobitsInFewBytes() {
        TokenSequence tokens = new TokenSequence(6, new int[30]);

        assertEquals(6 + 2 + 38, PacketWriter.write(new Packet(0, 300, 10, tokens, Packet.NOT_LAST)).length);
    }

    @Test
    void shouldRefuseToMakeAPacketThatHasNoBytes() {
        TokenSequence two = new TokenSequence(1, new int[] {1, 2});

        assertRefused(0x10000, 0, 10, two, Packet.NOT_LAST);
        assertRefused(0, -1, 10, two, Packet.NOT_LAST);
        assertRefused(0, (1L << 32) - 1, 10, two, Packet.NOT_LAST);
        assertRefused(0, 0, 0, two, Packet.NOT_LAST);
        assertRefused(0, 0, 17, two, Packet.NOT_LAST);
        assertRefused(0, 0, 1, two, Packet.NOT_LAST);
        assertRefused(0, 0, 10, two, 0x10000);
        assertRefused(0, 0, 10, two, -2);
        assertRefused(0, 0, 10, new TokenSequence(17, new int[17]), Packet.NOT_LAST);
        assertRefused(0, 0, 10, new TokenSequence(1, new int[256]), Packet.NOT_LAST);
        assertRefused(0, 0, 10, new TokenSequence(1, new int[0]), Packet.NOT_LAST);
        assertRefused(0, 0, 10, new TokenSequence(1, new int[] {-1}), Packet.NOT_LAST);
    }

    private static void assertRefused(int fingerprint, long first, int bits, TokenSequence tokens, int padding) {
        assertThrows(IllegalArgumentException.class, () -> new Packet(fingerprint, first, bits, tokens, padding));
    }

    private static void assertRoundTrip(Packet packet) {
        byte[] bytes = PacketWriter.write(packet);

        assertEquals(PacketWriter.length(packet), bytes.length);
        assertEquals(packet, PacketReader.read(bytes));
        assertArrayEquals(bytes, PacketWriter.write(PacketReader.read(bytes)));
    }
}
