package dev.sotto.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.token.TokenSequence;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PacketReaderTest {

    private static final TokenSequence TOKENS = new TokenSequence(2, new int[] {1, 2, 3, 4});

    @Test
    void shouldReadAPacketBuiltByHand() {
        assertEquals(
                new Packet(0x1234, 5, 10, TOKENS, Packet.NOT_LAST), PacketReader.read(new PacketBuilder().build()));
    }

    @Test
    void shouldReadTheLastPacketOfAStream() {
        assertEquals(
                new Packet(0x1234, 5, 10, TOKENS, 258),
                PacketReader.read(new PacketBuilder().end(1, 2).build()));
    }

    @Test
    void shouldReadAnEndWithoutFrames() {
        Packet packet = PacketReader.read(
                new PacketBuilder().frameCount(0).tokens().end(0, 0).build());

        assertTrue(packet.endsStream());
        assertEquals(5, packet.nextFrame());
    }

    @Test
    void shouldReadTheLastPossibleFrame() {
        byte[] bytes =
                new PacketBuilder().firstFrame(0xfe, 0xff, 0xff, 0xff, 0x0f).build();

        assertEquals(1L << 32, PacketReader.read(bytes).nextFrame());
    }

    @Test
    void shouldRejectNothing() {
        assertRejected(new byte[0], 0, "the packet ends within its first byte");
    }

    @Test
    void shouldRejectAnotherMagic() {
        assertRejected(new PacketBuilder().first(0xb1).build(), 0, "begins with 0xb1, so it is no packet of tokens");
    }

    @Test
    void shouldRejectAnUnknownVersionByNumber() {
        assertRejected(
                new PacketBuilder().first(0xa4).build(), 0, "packet version 4 is not known here, only versions 1 to 3");
    }

    @Test
    void shouldReadAPauseAsFramesOfTheSameTokens() {
        // 1 and 2 in 10 bits each.
        byte[] bytes = new PacketBuilder()
                .first(0xa3)
                .frameCount(200)
                .tokens(0, 0x40, 0x20)
                .build();
        Packet packet = PacketReader.read(bytes);
        assertEquals(
                new Packet(0x1234, 5, 10, new TokenSequence(2, new int[] {1, 2}).repeated(200), Packet.NOT_LAST),
                packet);
        assertTrue(PacketReader.open(bytes).header().isPause());
        assertArrayEquals(bytes, PacketWriter.writePause(packet));
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(MalformedPacketException.class, () -> PacketReader.read(cut), "cut to " + length);
        }
    }

    @Test
    void shouldRejectAPauseThatEndsOrIsEmptyOrHasMoreThanAFrame() {
        PacketBuilder pause = new PacketBuilder().first(0xa3).tokens(0, 0x40, 0x20);
        assertRejected(pause.frameCount(0).build(), 3, "no frames in a packet that does not end");
        assertRejected(pause.frameCount(2).tokens(0, 0x40, 0x21).build(), 9, "not zero");
        assertRejected(pause.tokens(0, 0x40, 0x20, 0x0c, 0x04).build(), 10, "goes on after its end by 2 bytes");
        assertRejected(pause.tokens(0, 0x40, 0x20).end(0, 0).build(), 1, "reserved flags are set");
        Packet speech = new Packet(1, 0, 10, TOKENS, Packet.NOT_LAST);
        assertThrows(IllegalArgumentException.class, () -> PacketWriter.writePause(speech));
    }

    @Test
    void shouldRejectReservedFlags() {
        for (int flag = 1; flag < 0x80; flag <<= 1) {
            assertRejected(new PacketBuilder().flags(flag).build(), 1, "reserved flags are set");
        }
    }

    @Test
    void shouldRejectNoFramesBeforeTheEnd() {
        assertRejected(
                new PacketBuilder().frameCount(0).tokens().build(),
                3,
                "no frames in a packet that does not end its stream");
    }

    @Test
    void shouldRejectALongFormOfTheFirstFrame() {
        assertRejected(
                new PacketBuilder().firstFrame(0x85, 0x00).build(),
                6,
                "its first frame index is not in its shortest form");
        assertRejected(
                new PacketBuilder().firstFrame(0x80, 0x00).build(),
                6,
                "its first frame index is not in its shortest form");
    }

    @Test
    void shouldRejectAFirstFrameBeyondTheLimit() {
        assertRejected(
                new PacketBuilder().firstFrame(0x80, 0x80, 0x80, 0x80, 0x10).build(), 6, "exceeds 4294967295");
    }

    @Test
    void shouldRejectAFirstFrameThatDoesNotEnd() {
        assertRejected(
                new PacketBuilder()
                        .firstFrame(0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1)
                        .build(),
                6,
                "exceeds 4294967295");
    }

    @Test
    void shouldRejectFramesBeyondTheLimit() {
        assertRejected(
                new PacketBuilder().firstFrame(0xff, 0xff, 0xff, 0xff, 0x0f).build(),
                6,
                "2 frames from frame 4294967295 on go beyond the last possible frame");
    }

    @Test
    void shouldRejectFillerThatIsNotZero() {
        byte[] bytes = new PacketBuilder()
                .shape(0x18)
                .tokens(0, 0x80, 0x80, 0x60, 0x21)
                .build();

        assertRejected(bytes, bytes.length - 1, "the bits after the last token are not zero");
    }

    @Test
    void shouldRejectBytesAfterTheTokens() {
        byte[] bytes = new PacketBuilder().tokens(0, 0x40, 0x20, 0x0c, 0x04, 0).build();

        assertRejected(bytes, bytes.length - 1, "the packet goes on after its end by 1 bytes");
    }

    @Test
    void shouldRejectMoreFramesThanThereAreBytes() {
        byte[] bytes = new PacketBuilder().shape(0xff).frameCount(255).build();

        assertRejected(bytes, bytes.length, "the packet ends within its tokens");
    }

    @Test
    void shouldRejectAPacketCutAtAnyByte() {
        for (byte[] bytes : List.of(
                new PacketBuilder().build(), new PacketBuilder().end(0, 7).build())) {
            for (int length = 0; length < bytes.length; length++) {
                assertRejected(Arrays.copyOf(bytes, length), length, "the packet ends within its");
            }
        }
    }

    /** Whatever comes: either a packet, and then the only bytes that are this packet, or the one exception. */
    @Test
    void shouldReadOrRejectAnyMutatedPacket() {
        Random random = new Random(2);
        List<byte[]> seeds =
                Packets.seeded(random, 50).stream().map(PacketWriter::write).toList();
        int read = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] mutated = Mutations.mutate(seeds.get(i % seeds.size()), random);
            try {
                Packet packet = PacketReader.read(mutated);
                boolean pause = (mutated[0] & 0xf) == PacketFormat.PAUSE_VERSION;
                assertArrayEquals(mutated, pause ? PacketWriter.writePause(packet) : PacketWriter.write(packet));
                read++;
            } catch (MalformedPacketException e) {
                assertTrue(e.offset() >= 0 && e.offset() <= mutated.length, e.getMessage());
            }
        }
        assertTrue(read > 10_000 && read < 90_000, "the mutations try both ways: " + read + " were packets");
    }

    private static void assertRejected(byte[] bytes, int offset, String reason) {
        MalformedPacketException e = assertThrows(MalformedPacketException.class, () -> PacketReader.read(bytes));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
        assertEquals(offset, e.offset(), e.getMessage());
    }
}
