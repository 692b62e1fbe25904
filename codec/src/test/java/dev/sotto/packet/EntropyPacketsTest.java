package dev.sotto.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.model.TestModels;
import dev.sotto.prior.Prior;
import dev.sotto.prior.TestPriors;
import dev.sotto.prior.TokenPredictor;
import dev.sotto.token.TokenSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Packets of version 2: 4 codebooks of 64. */
class EntropyPacketsTest {

    private static final Prior PRIOR = TestPriors.of(TestModels.tiny(1), 7);
    private static final int FRAMES = 5;
    private static final PacketCoding CODING = PacketCoding.entropy(PRIOR, 20);

    private final Random random = new Random(1);

    private static StreamPacketWriter writer() {
        return new StreamPacketWriter(CODING, FRAMES);
    }

    private static StreamPacketReader reader() {
        return new StreamPacketReader(Optional.of(PRIOR));
    }

    private Packet packet(long firstFrame, int frames, int codebooks, int padding) {
        int[] tokens = random.ints((long) frames * codebooks, 0, 64).toArray();
        return new Packet(0xabcd, firstFrame, 6, new TokenSequence(codebooks, tokens), padding);
    }

    /** A stream from frame 0 to its end. */
    private List<Packet> stream(int packets, int codebooks) {
        List<Packet> stream = new ArrayList<>();
        for (int i = 0; i < packets - 1; i++) {
            stream.add(packet((long) i * FRAMES, FRAMES, codebooks, Packet.NOT_LAST));
        }
        stream.add(packet((packets - 1L) * FRAMES, random.nextInt(FRAMES), codebooks, random.nextInt(0x10000)));
        return stream;
    }

    private static List<byte[]> write(List<Packet> packets) {
        StreamPacketWriter writer = writer();
        return packets.stream().map(writer::write).toList();
    }

    /** A key packet with the check byte that belongs to what it says now. */
    private static byte[] resealed(byte[] bytes) {
        int at = PacketReader.open(bytes).checkOffset();
        bytes[at] = (byte) Crc8.add(Crc8.add(Crc8.START, bytes, 0, at), bytes, at + 1, bytes.length);
        return bytes;
    }

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

    private static void assertRejected(byte[] bytes, String reason) {
        MalformedPacketException e =
                assertThrows(MalformedPacketException.class, () -> reader().read(PacketReader.open(bytes)));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    @Test
    void shouldReadBackWhatWasWritten() {
        for (int i = 0; i < 200; i++) {
            List<Packet> packets = stream(1 + random.nextInt(20), 1 + random.nextInt(4));
            StreamPacketReader reader = reader();
            List<Packet> read = write(packets).stream()
                    .map(bytes -> reader.read(PacketReader.open(bytes)))
                    .toList();
            assertEquals(packets, read);
        }
    }

    @Test
    void shouldWriteAKeyPacketWhereverAnIntervalHasGoneBy() {
        List<byte[]> packets = write(stream(20, 2));
        for (int i = 0; i < packets.size(); i++) {
            assertEquals(i % 4 == 0, PacketReader.open(packets.get(i)).header().standsAlone(), "packet " + i);
        }
        assertTrue(PacketCoding.entropy(PRIOR, 7).isKey(10, 5), "7 is in 6 to 10");
        assertFalse(PacketCoding.entropy(PRIOR, 7).isKey(20, 5), "none of 16 to 20 is a multiple of 7");
        assertFalse(PacketCoding.entropy(PRIOR, 0).isKey(50, 5));
    }

    @Test
    void shouldGoOnWithTheSameBytesWhereAnotherWriterStopped() {
        List<Packet> packets = stream(20, 3);
        List<byte[]> whole = write(packets);
        for (int cut = 1; cut < packets.size(); cut++) {
            int key = (cut - 1) / 4 * 4;
            StreamPacketWriter successor = writer();
            packets.subList(key, cut).forEach(successor::follow);
            for (int i = cut; i < packets.size(); i++) {
                assertArrayEquals(whole.get(i), successor.write(packets.get(i)), "after " + cut + ", packet " + i);
            }
        }
    }

    @Test
    void shouldWriteAKeyPacketAfterAGapAndAtTheStartOfALateWriter() {
        StreamPacketWriter writer = writer();
        writer.write(packet(0, 5, 2, Packet.NOT_LAST));
        assertTrue(PacketReader.open(writer.write(packet(7, 3, 2, Packet.NOT_LAST)))
                .header()
                .standsAlone());
        assertFalse(PacketReader.open(writer.write(packet(10, 5, 2, Packet.NOT_LAST)))
                .header()
                .standsAlone());
        writer.restart();
        assertTrue(PacketReader.open(writer.write(packet(15, 5, 2, Packet.NOT_LAST)))
                .header()
                .standsAlone());
    }

    @Test
    void shouldWaitForAKeyPacketWhenOneIsLost() {
        List<Packet> packets = stream(10, 3);
        List<byte[]> bytes = write(packets);
        StreamPacketReader reader = reader();
        assertEquals(packets.get(0), reader.read(PacketReader.open(bytes.get(0))));
        for (int i : new int[] {2, 3}) {
            CodedPacket packet = PacketReader.open(bytes.get(i));
            assertFalse(reader.canRead(packet.header()));
            assertThrows(IllegalStateException.class, () -> reader.read(packet));
        }
        assertEquals(packets.get(4), reader.read(PacketReader.open(bytes.get(4))));
        assertEquals(packets.get(5), reader.read(PacketReader.open(bytes.get(5))));
    }

    @Test
    void shouldReadBothVersionsWithoutBeingTold() {
        List<Packet> packets = stream(3, 3);
        StreamPacketReader reader = reader();
        assertEquals(packets.get(0), reader.read(PacketReader.open(PacketWriter.write(packets.get(0)))));
        StreamPacketWriter writer = writer();
        writer.follow(packets.get(0));
        assertFalse(
                reader.canRead(PacketReader.open(writer.write(packets.get(1))).header()));
    }

    @Test
    void shouldRefuseWhatIsCodedWithAnotherPriorOrWithoutOne() {
        byte[] bytes = writer().write(packet(0, 5, 3, Packet.NOT_LAST));
        CodedPacket packet = PacketReader.open(bytes);
        StreamPacketReader other = new StreamPacketReader(Optional.of(TestPriors.of(TestModels.tiny(1), 8)));
        StreamPacketReader none = new StreamPacketReader(Optional.empty());
        String wanted = String.format("coded with prior %04x", PRIOR.fingerprint() >>> 48);
        for (StreamPacketReader reader : List.of(other, none)) {
            MalformedPacketException e = assertThrows(MalformedPacketException.class, () -> reader.read(packet));
            assertTrue(e.getMessage().contains(wanted), e.getMessage());
        }
        assertThrows(MalformedPacketException.class, () -> PacketReader.read(bytes));
    }

    @Test
    void shouldRefuseShapesThatThePriorDoesNotKnow() {
        byte[] bytes = writer().write(packet(0, 5, 3, Packet.NOT_LAST));
        byte[] fiveCodebooks = bytes.clone();
        fiveCodebooks[2] = 0x45;
        byte[] sevenBits = bytes.clone();
        sevenBits[2] = 0x26;
        assertRejected(fiveCodebooks, "its prior does not know 5 codebooks of 6 bits");
        assertRejected(sevenBits, "its prior does not know 3 codebooks of 7 bits");
        Packet tooMany = new Packet(0, 0, 6, new TokenSequence(5, new int[5]), Packet.NOT_LAST);
        assertThrows(IllegalArgumentException.class, () -> writer().write(tooMany));
    }

    @Test
    void shouldRefuseAHeaderThatIsCutAndACodeThatGoesOn() {
        byte[] bytes = writer().write(packet(0, 5, 3, Packet.NOT_LAST));
        for (int more = 1; more < 9; more++) {
            byte[] longer = Arrays.copyOf(bytes, bytes.length + more);
            assertRejected(resealed(longer), "does not end as that of its tokens does");
            longer[longer.length - 1] = (byte) more;
            assertRejected(longer, "its check byte does not match");
            assertRejected(resealed(longer), "does not end as that of its tokens does");
        }
        byte[] reserved = bytes.clone();
        reserved[1] |= 0x20;
        assertRejected(reserved, "reserved flags are set: 0x60");
        assertRejected(Arrays.copyOf(bytes, 8), "the packet ends within its prior");
        assertRejected(Arrays.copyOf(bytes, 9), "the packet ends within its check byte");
    }

    @Test
    void shouldNoticeEveryBitThatIsFlipped() {
        List<byte[]> stream = write(stream(7, 3));
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
            List<byte[]> one = write(stream(4, 2));
            List<byte[]> other = write(stream(4, 2));
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
        List<Packet> packets = stream(3, 2);
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
                    assertArrayEquals(mutated, PacketWriter.write(read));
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

    /** At each place the token that is thought least likely. */
    @Test
    void shouldWriteNoPacketThatIsLongerThanTheLongest() {
        TokenPredictor predictor = PRIOR.predictor(4);
        int[] tokens = new int[255 * 4];
        int[] cumulative = new int[65];
        for (int at = 0; at < tokens.length; at += 4) {
            for (int q = 0; q < 4; q++) {
                predictor.predict(q, tokens, at, cumulative);
                tokens[at + q] = rarest(cumulative);
            }
            predictor.accept(tokens, at, 4);
        }
        Packet packet = new Packet(0, (1L << 32) - 255, 6, new TokenSequence(4, tokens), 0xffff);
        byte[] bytes = writer().write(packet);
        assertTrue(bytes.length > 255 * 4 * 11 / 8, bytes.length + " bytes: the tokens are rare");
        assertTrue(bytes.length <= 6 + 5 + 2 + 2 + 1 + 255 * 4 * 2 + 255 * 4 / 170 / 8 + 2, bytes.length + " bytes");
        assertEquals(8180, PacketFormat.MAX_ENTROPY_LENGTH);
        assertEquals(packet, reader().read(PacketReader.open(bytes)));
    }

    private static int rarest(int[] cumulative) {
        int rarest = 0;
        for (int token = 1; token < cumulative.length - 1; token++) {
            if (cumulative[token + 1] - cumulative[token] < cumulative[rarest + 1] - cumulative[rarest]) {
                rarest = token;
            }
        }
        return rarest;
    }
}
