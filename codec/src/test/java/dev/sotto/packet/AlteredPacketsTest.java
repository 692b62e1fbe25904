package dev.sotto.packet;

import static dev.sotto.packet.EntropyStreams.reader;
import static dev.sotto.packet.EntropyStreams.write;
import static dev.sotto.packet.EntropyStreams.writer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Packets of version 2 that are not as they were written. */
class AlteredPacketsTest {

    private final Random random = new Random(1);
    private final EntropyStreams streams = new EntropyStreams();

    /** A reader that has read so many packets. */
    private static StreamPacketReader readerAfter(int packets, List<byte[]> stream) {
        StreamPacketReader reader = reader();
        stream.subList(0, packets).forEach(bytes -> reader.read(PacketReader.open(bytes)));
        return reader;
    }

    /** Neither rejected nor, as its header was altered, left to wait for a key packet. */
    private static boolean isRead(StreamPacketReader reader, byte[] bytes) {
        try {
            CodedPacket packet = PacketReader.open(bytes);
            if (reader.canRead(packet.header())) {
                reader.read(packet);
                return true;
            }
        } catch (MalformedPacketException e) {
            assertTrue(e.offset() >= 0, e.getMessage());
        }
        return false;
    }

    @Test
    void shouldNoticeEveryBitThatIsFlipped() {
        List<byte[]> stream = write(streams.stream(7, 3));
        for (int at = 0; at < stream.size(); at++) {
            for (int bit = 0; bit < 8 * stream.get(at).length; bit++) {
                byte[] flipped = stream.get(at).clone();
                flipped[bit / 8] ^= (byte) (0x80 >>> bit % 8);
                StreamPacketReader reader = readerAfter(at, stream);

                String place = "packet " + at + ", bit " + bit;
                if (bit >= 8 * PacketReader.open(stream.get(at)).checkOffset()) {
                    assertThrows(MalformedPacketException.class, () -> reader.read(PacketReader.open(flipped)), place);
                } else {
                    assertFalse(isRead(reader, flipped), place);
                }
            }
        }
    }

    @Test
    void shouldNoticeThatOtherPacketsCameBefore() {
        int unnoticed = 0;
        for (int i = 0; i < 200; i++) {
            List<byte[]> one = write(streams.stream(4, 2));
            List<byte[]> other = write(streams.stream(4, 2));
            int at = 1 + i % 3;
            unnoticed += isRead(readerAfter(at, one), other.get(at)) ? 1 : 0;
        }
        assertTrue(unnoticed <= 6, unnoticed + " of 200, where one in 256 is due");
    }

    /**
     * Whatever comes: a packet that has to wait for a key packet, or the one exception, or a packet, and then the only
     * bytes that are this packet there. Of those whose check byte is looked at one in 256 may pass with other tokens.
     */
    @Test
    void shouldReadOrRejectAnyMutatedPacket() {
        List<Packet> packets = streams.stream(3, 2);
        List<byte[]> seeds = write(packets);
        int[] ways = new int[4];
        int checked = 0;
        for (int i = 0; i < 10_000; i++) {
            int at = i % seeds.size();
            byte[] mutated = Mutations.mutate(seeds.get(at), random);
            StreamPacketReader reader = readerAfter(at, seeds);
            StreamPacketWriter writer = writer();
            packets.subList(0, at).forEach(writer::follow);
            try {
                CodedPacket packet = PacketReader.open(mutated);
                if (!reader.canRead(packet.header())) {
                    ways[0]++;
                    continue;
                }
                Packet read = reader.read(packet);
                ways[1]++;
                if (!packet.header().isEntropyCoded()) {
                    assertArrayEquals(
                            mutated,
                            packet.header().isPause() ? PacketWriter.writePause(read) : PacketWriter.write(read));
                } else if (packet.header().standsAlone() == writer.isKey(read.firstFrame())) {
                    // Elsewhere this writer writes no key packet, but another might.
                    assertArrayEquals(mutated, writer.write(read));
                }
                assertEquals(packet.header().numFrames(), read.tokens().numFrames());
                if (packet.header().isEntropyCoded() && !read.equals(packets.get(at))) {
                    ways[3]++;
                    checked++;
                }
            } catch (MalformedPacketException e) {
                assertTrue(e.offset() >= 0 && e.offset() <= mutated.length, e.getMessage());
                ways[2]++;
                checked += e.getMessage().contains("its check byte does not match") ? 1 : 0;
            }
        }
        assertTrue(ways[0] > 100 && ways[1] > 10 && ways[2] > 1_000, Arrays.toString(ways));
        double due = checked / 256.0;
        assertTrue(checked > 1_000 && ways[3] <= due + 4 * Math.sqrt(due), ways[3] + " of " + checked);
    }
}
